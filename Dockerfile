# Spark with the agent on its class path:  make build && docker build -t spark-vitals .
# Another Spark:                           docker build --build-arg SPARK_IMAGE=apache/spark:4.0.0-java17 -t spark-vitals .
ARG SPARK_IMAGE=apache/spark:3.5.6-java17
FROM ${SPARK_IMAGE}

COPY target/spark-vitals-*.jar /opt/spark/jars/
COPY agent/ /opt/spark-vitals/

USER 185
