#!/bin/sh
# Runs an application of Spark's own examples with the agent, and shows it to Prometheus while it runs: the file in
# /targets is written at the start and removed at the end, as whoever starts your applications should do.
set -u

target=/targets/spark-demo.json
trap 'rm -f "$target"' EXIT
trap 'exit 143' TERM INT

port=4090
# Complete at once: Prometheus reads a file the moment it appears.
printf '[{"targets": ["%s:%s"]}]\n' "$(hostname)" "$port" > "$target.new"
mv "$target.new" "$target"

examples=$(ls /opt/spark/examples/jars/spark-examples_*.jar)
/opt/spark/bin/spark-submit \
  --master 'local[2]' \
  --name spark-demo \
  --class org.apache.spark.examples.SparkPi \
  --conf spark.extraListeners=io.sparkvitals.VitalsListener \
  --conf spark.vitals.port="$port" \
  --conf spark.executor.metrics.pollingInterval=1s \
  --conf spark.executor.processTreeMetrics.enabled=true \
  "$examples" "${PARTITIONS:-20000}" &
wait $!
