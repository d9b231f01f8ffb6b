package io.sparkvitals.diagnosis.audit;

import io.sparkvitals.rules.Severity;

/** The table of all checks: one line each, in the order of reports. */
public enum AuditCheck {
  JAVA_VERSION(
      "java-version",
      Severity.CRITICAL,
      "Java that Spark does not run on",
      "Spark needs Java 8, Spark 4 Java 17 or later; Spark before 4.2 does not start on Java 25,"
          + " whose security manager is gone."),
  JVM_OPTION_LOCKED(
      "jvm-option-locked",
      Severity.CRITICAL,
      "Experimental or diagnostic JVM option without its unlock",
      "The JVM ends with exit code 1 before it runs anything. Executors come and die for ever while"
          + " the application waits; -XX:+IgnoreUnrecognizedVMOptions does not help."),
  JVM_OPTION_REFUSED(
      "jvm-option-refused",
      Severity.CRITICAL,
      "JVM option that this Java does not have",
      "The JVM ends with exit code 1 before it runs anything."),
  JVM_OPTION_MALFORMED(
      "jvm-option-malformed",
      Severity.CRITICAL,
      "JVM option that cannot be read",
      "The JVM ends with exit code 1 before it runs anything, whatever it is told to ignore."),
  JVM_COLLECTORS(
      "jvm-collectors",
      Severity.CRITICAL,
      "Two garbage collectors at once",
      "The JVM ends with \"Multiple garbage collectors selected\"."),
  JVM_HEAP_OPTION(
      "jvm-heap-option",
      Severity.CRITICAL,
      "Heap size in Java options",
      "Spark sets the heap from spark.executor.memory and spark.driver.memory. It refuses -Xmx; an"
          + " initial heap above the heap ends the JVM; -XX:MaxHeapSize makes a heap that the"
          + " container and the alerts do not know of."),
  SPARK_OPTION_IN_JAVA_OPTIONS(
      "spark-option-in-java-options",
      Severity.CRITICAL,
      "Spark setting in the executors' Java options",
      "Spark refuses -Dspark.* there, and the application does not start."),
  JVM_OPTION_IGNORED(
      "jvm-option-ignored",
      Severity.WARNING,
      "JVM option without effect",
      "From Spark 3.3 on executors and drivers run with -XX:+IgnoreUnrecognizedVMOptions, so an option"
          + " that this Java does not have is skipped in silence. Where only logging is lost, this is a hint."),
  JVM_OPTION_DEPRECATED(
      "jvm-option-deprecated",
      Severity.INFO,
      "JVM option that goes away",
      "It works in this Java and will not in a later one."),
  GC_COLLECTOR(
      "gc-collector",
      Severity.INFO,
      "Collector that stops long",
      "On heaps of 8 GiB and more, collectors other than G1, ZGC and Shenandoah stop all tasks for"
          + " seconds. Java 8 takes the parallel one unless it is told to use G1."),
  VALUE_UNREADABLE(
      "value-unreadable",
      Severity.CRITICAL,
      "Value that Spark cannot read",
      "The application ends with an exception when Spark first reads the setting. Sizes are whole"
          + " numbers with k, m, g or t directly behind; 1.5g and 10 g are none."),
  VALUE_REFUSED(
      "value-refused",
      Severity.CRITICAL,
      "Value, or pair of values, that Spark refuses",
      "Spark checks it when the application or its first query starts, and ends the application."),
  MEMORY_WITHOUT_UNIT(
      "memory-without-unit",
      Severity.WARNING,
      "Memory size without a unit",
      "A bare number is in MiB for these settings: 4 is 4 MiB, not 4 GiB."),
  TIME_WITHOUT_UNIT(
      "time-without-unit",
      Severity.WARNING,
      "Time without a unit",
      "A bare number is in milliseconds for these settings: with 20, executors do it 50 times a"
          + " second."),
  KEY_GONE(
      "key-gone",
      Severity.WARNING,
      "Setting that Spark does not have",
      "It was removed long ago or never existed; Spark ignores it in silence."),
  KEY_MISSPELT(
      "key-misspelt",
      Severity.WARNING,
      "Setting that is probably misspelt",
      "Spark ignores a setting that it does not know in silence."),
  KEY_RENAMED(
      "key-renamed",
      Severity.INFO,
      "Setting with an old name",
      "Spark still reads the old name and warns of it in the log."),
  SET_TOO_LATE(
      "set-too-late",
      Severity.WARNING,
      "Setting that comes too late",
      "Spark reads it when the application starts. In a builder that gets a session which is there"
          + " already, such as that of a notebook, it changes nothing."),
  EXECUTOR_HEAP_GAP(
      "executor-heap-gap",
      Severity.WARNING,
      "Heap just above the limit of compressed pointers",
      "From 32 GiB on, pointers take eight bytes instead of four: a heap of 32 to 40 GiB holds no"
          + " more objects than one of 31 GiB. ZGC never compresses them."),
  EXECUTOR_CORES_FEW(
      "executor-cores-few",
      Severity.INFO,
      "Executors with one core",
      "Each JVM and each copy of a broadcast serves one task only. A container with one core also"
          + " makes Java choose the serial collector, unless the options name another."),
  EXECUTOR_CORES_MANY(
      "executor-cores-many",
      Severity.INFO,
      "Executors with more than 8 cores",
      "Many tasks share one heap and one connection to storage; collections stop all of them, and"
          + " one loss takes all of them away."),
  MEMORY_OVERHEAD_LOW(
      "memory-overhead-low",
      Severity.WARNING,
      "Less memory beside the heap than Spark takes by default",
      "Spark by itself takes 10 % of the heap and at least 384 MiB. What the JVM, the network and"
          + " Python need beyond it gets the container killed."),
  MEMORY_OVERHEAD_PYTHON(
      "memory-overhead-python",
      Severity.INFO,
      "Python without memory of its own",
      "Python workers live in the memory beside the heap, of which Spark takes only 10 % on YARN."),
  OFF_HEAP_UNUSED(
      "off-heap-unused",
      Severity.INFO,
      "Off-heap memory with a size, but switched off",
      "spark.memory.offHeap.size has no effect without spark.memory.offHeap.enabled=true."),
  MEMORY_FRACTION(
      "memory-fraction",
      Severity.WARNING,
      "Extreme share of memory for Spark",
      "Above 0.8 little is left for the objects of user code, and collections never end; below 0.4"
          + " tasks spill and caches are evicted although there is heap."),
  RESULT_SIZE_UNLIMITED(
      "result-size-unlimited",
      Severity.WARNING,
      "No limit on results",
      "One collect() that is too large ends the driver instead of a job."),
  DYNAMIC_ALLOCATION_UNBOUNDED(
      "dynamic-allocation-unbounded",
      Severity.INFO,
      "Dynamic allocation without an upper bound",
      "One job with many tasks may take the whole cluster, and its bill."),
  DYNAMIC_ALLOCATION_OFF(
      "dynamic-allocation-off",
      Severity.INFO,
      "A fixed number of executors",
      "Executors are paid for while the driver works alone and while only the last tasks run."),
  DYNAMIC_ALLOCATION_UNUSED(
      "dynamic-allocation-unused",
      Severity.INFO,
      "Dynamic allocation with bounds, but switched off",
      "The bounds have no effect without spark.dynamicAllocation.enabled=true: the number of"
          + " executors is fixed."),
  SPOT_WITHOUT_DECOMMISSION(
      "spot-without-decommission",
      Severity.WARNING,
      "Spot nodes without decommissioning",
      "With each node that is taken away, its cached blocks and shuffle files are lost, and stages"
          + " are run again."),
  DECOMMISSION_WITHOUT_STORAGE(
      "decommission-without-storage",
      Severity.INFO,
      "Decommissioning that moves nothing",
      "Executors that are to go take no new tasks, but their blocks and shuffle files are not moved"
          + " to others."),
  ADAPTIVE_OFF(
      "adaptive-off",
      Severity.INFO,
      "Adaptive query execution is off",
      "Spark then neither joins small partitions, nor splits skewed ones, nor changes a join by the"
          + " sizes that it meets."),
  SHUFFLE_PARTITIONS_DEFAULT(
      "shuffle-partitions-default",
      Severity.WARNING,
      "200 partitions whatever the data",
      "With adaptive execution off every shuffle has spark.sql.shuffle.partitions partitions: too many"
          + " for small data, too few for more than some 25 GB. Before Spark 3.2 both are defaults."),
  BROADCAST_THRESHOLD(
      "broadcast-threshold",
      Severity.WARNING,
      "Large tables are broadcast",
      "A table is collected in the driver and held in every executor, several times as large as on"
          + " disk. Spark refuses tables of 8 GiB and more, and the query fails."),
  SERIALIZER(
      "serializer",
      Severity.INFO,
      "Java serialization",
      "For RDDs and cached objects Kryo is faster and smaller. DataFrames do not use either."),
  SPECULATION_COMMIT(
      "speculation-commit",
      Severity.WARNING,
      "Speculation with a commit that is not atomic",
      "With version 2 of the output committer each task writes into the final directory: the copy of a"
          + " speculative task that is killed while it does may leave half a file."),
  SPECULATION(
      "speculation",
      Severity.INFO,
      "Tasks may run twice",
      "Speculation runs copies of slow tasks: what they do outside Spark, such as writing to a"
          + " database or calling a service, happens twice."),
  SECRET_EXPOSED(
      "secret-exposed",
      Severity.WARNING,
      "Secret in plain sight",
      "Spark hides values whose key or text matches spark.redaction.regex; this one does not, so it"
          + " stands in the UI, in its REST API and in the event log."),
  AUTHENTICATION_OFF(
      "authentication-off",
      Severity.INFO,
      "Processes do not authenticate each other",
      "Whoever reaches the ports of driver and executors can read data and run code."),
  NETWORK_ENCRYPTION_OFF(
      "network-encryption-off",
      Severity.INFO,
      "Traffic between processes is in plain text",
      "Shuffle data and broadcasts can be read on the network."),
  IO_ENCRYPTION_OFF(
      "io-encryption-off",
      Severity.INFO,
      "Local files are in plain text",
      "Shuffle files and spilled data stay readable on the disks of the nodes."),
  UI_ACLS_OFF(
      "ui-acls-off",
      Severity.INFO,
      "Everybody may look at the UI",
      "The UI shows settings, queries and paths, and offers to kill jobs."),
  EVENT_LOG_OFF(
      "event-log-off",
      Severity.INFO,
      "No event log",
      "After the end nobody can look at the run in the history server, nor replay it."),
  BLIND_PROCESS_TREE(
      "blind-process-tree",
      Severity.INFO,
      "Blind: memory of the whole process tree",
      "Without it the memory of Python and of native code is not seen, and what a container needs can"
          + " only be guessed."),
  BLIND_POLLING(
      "blind-polling",
      Severity.INFO,
      "Blind: memory between heartbeats",
      "Executors read their memory only at heartbeats: tasks that are shorter than that report no"
          + " peaks, and short peaks are missed."),
  BLIND_HEARTBEAT(
      "blind-heartbeat",
      Severity.WARNING,
      "Blind: heartbeats are rare",
      "Memory and lost executors are seen only once per heartbeat."),
  BLIND_STAGE_METRICS(
      "blind-stage-metrics",
      Severity.INFO,
      "Blind in replay: peaks of memory per stage",
      "The event log has no peaks of executors per stage, so replay and the history server know less"
          + " than the live agent."),
  BLIND_BLOCKS(
      "blind-blocks",
      Severity.INFO,
      "Blind in replay: cached blocks",
      "The event log does not tell what is cached, so replay cannot judge caches. It only matters"
          + " for applications that cache, and makes the log longer.");

  private static final String PAGE = "src/docs/readiness.md";

  private final String id;
  private final Severity severity;
  private final String title;
  private final String why;

  AuditCheck(String id, Severity severity, String title, String why) {
    this.id = id;
    this.severity = severity;
    this.title = title;
    this.why = why;
  }

  /** The name in files and reports, and its anchor in the docs. */
  public String id() {
    return id;
  }

  /** The highest severity that it gives; critical is what the application cannot work with. */
  public Severity severity() {
    return severity;
  }

  /** A headline of a few words. */
  public String title() {
    return title;
  }

  /** Why it matters, in a sentence or two. */
  public String why() {
    return why;
  }

  /** Where more is written of it. */
  public String docs() {
    return PAGE + "#" + id;
  }
}
