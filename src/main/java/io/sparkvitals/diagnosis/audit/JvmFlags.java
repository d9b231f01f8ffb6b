package io.sparkvitals.diagnosis.audit;

import static io.sparkvitals.diagnosis.audit.JvmFlag.on;
import static io.sparkvitals.diagnosis.audit.JvmFlag.value;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code -XX} options that people set for Spark, one line each; held against {@code java
 * -XX:+PrintFlagsFinal} by a test. Versions are those of OpenJDK's own releases.
 */
final class JvmFlags {
  private static final String GC_LOG = "-Xlog:gc*";

  private static final Map<String, JvmFlag> BY_NAME = Collections.unmodifiableMap(byName());

  private JvmFlags() {}

  /** Null for one that is not in the table. */
  static @Nullable JvmFlag of(String name) {
    return BY_NAME.get(name);
  }

  static Collection<JvmFlag> all() {
    return BY_NAME.values();
  }

  private static Map<String, JvmFlag> byName() {
    Map<String, JvmFlag> flags = new HashMap<>();
    for (JvmFlag[] part :
        new JvmFlag[][] {general(), collectors(), sizes(), locked(), logs(), gone()}) {
      for (JvmFlag each : part) {
        flags.put(each.name(), each);
      }
    }
    return flags;
  }

  private static JvmFlag[] general() {
    return new JvmFlag[] {
      on("UnlockExperimentalVMOptions"),
      on("UnlockDiagnosticVMOptions"),
      on("IgnoreUnrecognizedVMOptions"),
      on("UseCompressedOops"),
      on("UseStringDeduplication"),
      on("UseNUMA"),
      on("UseLargePages"),
      on("UseTransparentHugePages"),
      on("AlwaysPreTouch"),
      on("DisableExplicitGC"),
      on("ExplicitGCInvokesConcurrent"),
      on("ParallelRefProcEnabled"),
      on("UseAdaptiveSizePolicy"),
      on("UseContainerSupport"),
      on("HeapDumpOnOutOfMemoryError"),
      on("ExitOnOutOfMemoryError"),
      on("CrashOnOutOfMemoryError"),
      on("PrintFlagsFinal"),
      on("PrintCommandLineFlags"),
      on("PrintClassHistogram"),
      on("TieredCompilation"),
      on("UseCompactObjectHeaders").from(24).experimentalUntil(25),
      on("UseBiasedLocking").deprecated(15, "").obsolete(18).gone(19),
      value("HeapDumpPath").text(),
      value("OnOutOfMemoryError").text(),
      value("ErrorFile").text(),
      value("ActiveProcessorCount").from(10),
      value("ObjectAlignmentInBytes"),
      value("SoftRefLRUPolicyMSPerMB"),
    };
  }

  private static JvmFlag[] collectors() {
    return new JvmFlag[] {
      on("UseG1GC").collector(),
      on("UseParallelGC").collector(),
      on("UseSerialGC").collector(),
      on("UseZGC").collector().from(11).experimentalUntil(15),
      on("UseShenandoahGC").collector().from(11).experimentalUntil(15),
      on("UseEpsilonGC").collector().from(11).experimental(),
      on("UseConcMarkSweepGC").collector().deprecated(9, "-XX:+UseG1GC").obsolete(14).gone(15),
      on("UseParNewGC").deprecated(9, "").obsolete(10).gone(11),
      on("UseParallelOldGC").deprecated(14, "").obsolete(15).gone(16),
      on("ZGenerational").from(21).deprecated(23, "").obsolete(24),
    };
  }

  private static JvmFlag[] sizes() {
    return new JvmFlag[] {
      value("MaxHeapSize"),
      value("MinHeapSize").from(11),
      value("InitialHeapSize"),
      value("NewSize"),
      value("MaxNewSize"),
      value("NewRatio"),
      value("OldSize").gone(25),
      value("SurvivorRatio").within(1, 1e18),
      value("MaxTenuringThreshold").within(0, 16),
      value("MetaspaceSize"),
      value("MaxMetaspaceSize"),
      value("CompressedClassSpaceSize"),
      value("ReservedCodeCacheSize").within(0, 1L << 31),
      value("MaxDirectMemorySize"),
      value("ThreadStackSize").within(0, 1 << 20),
      value("MaxRAMPercentage").from(10).decimal().within(0, 100),
      value("MinRAMPercentage").from(10).decimal().within(0, 100),
      value("InitialRAMPercentage").from(10).decimal().within(0, 100),
      value("MaxGCPauseMillis").within(1, 1e18),
      value("GCPauseIntervalMillis"),
      value("ParallelGCThreads"),
      value("ConcGCThreads"),
      value("InitiatingHeapOccupancyPercent").within(0, 100),
      value("G1HeapRegionSize"),
      value("G1ReservePercent").within(0, 50),
      value("G1HeapWastePercent").within(0, 100),
      value("G1MixedGCCountTarget"),
      value("G1RSetUpdatingPauseTimePercent"),
      value("G1PeriodicGCInterval").from(12),
    };
  }

  private static JvmFlag[] locked() {
    return new JvmFlag[] {
      value("G1NewSizePercent").experimental().within(0, 100),
      value("G1MaxNewSizePercent").experimental().within(0, 100),
      value("G1MixedGCLiveThresholdPercent").experimental().within(0, 100),
      value("G1OldCSetRegionThresholdPercent").experimental().within(0, 100),
      value("G1ExpandByPercentOfAvailable").experimental().within(0, 100),
      value("ShenandoahMinFreeThreshold").from(11).experimental(),
      value("ShenandoahInitFreeThreshold").from(11).experimental(),
      value("ShenandoahAllocationThreshold").from(11).experimental(),
      value("ShenandoahGuaranteedGCInterval").from(11).experimental(),
      on("UseJVMCICompiler").from(9).experimental(),
      on("TrustFinalNonStaticFields").experimental(),
      on("DebugNonSafepoints").diagnostic(),
      on("LogCompilation").diagnostic(),
      on("LogVMOutput").diagnostic(),
      on("PrintAssembly").diagnostic(),
      on("PrintInlining").diagnostic(),
      on("PrintIntrinsics").diagnostic(),
      on("PrintNMethods").diagnostic(),
      on("PrintNMTStatistics").diagnostic(),
      value("G1SummarizeRSetStatsPeriod").diagnostic(),
      value("LogFile").text().diagnostic(),
    };
  }

  private static JvmFlag[] logs() {
    return new JvmFlag[] {
      on("PrintGC").logging().deprecated(9, "-Xlog:gc"),
      on("PrintGCDetails").logging().deprecated(9, GC_LOG),
      on("PrintGCTimeStamps").logging().gone(9),
      on("PrintGCDateStamps").logging().gone(9),
      on("PrintGCCause").logging().gone(9),
      on("PrintGCID").logging().gone(9),
      on("PrintGCTaskTimeStamps").logging().gone(9),
      on("PrintGCApplicationStoppedTime").logging().gone(9),
      on("PrintGCApplicationConcurrentTime").logging().gone(9),
      on("PrintHeapAtGC").logging().gone(9),
      on("PrintReferenceGC").logging().gone(9),
      on("PrintAdaptiveSizePolicy").logging().gone(9),
      on("PrintTenuringDistribution").logging().gone(9),
      on("PrintPromotionFailure").logging().gone(9),
      on("PrintClassHistogramBeforeFullGC").logging().gone(9),
      on("PrintClassHistogramAfterFullGC").logging().gone(9),
      on("PrintStringDeduplicationStatistics").logging().gone(9),
      on("G1PrintRegionLivenessInfo").logging().diagnostic().gone(9),
      on("G1SummarizeRSetStats").logging().diagnostic().gone(9),
      on("G1SummarizeConcMark").logging().diagnostic().gone(9),
      on("UseGCLogFileRotation").logging().gone(9),
      value("NumberOfGCLogFiles").logging().gone(9),
      value("GCLogFileSize").logging().gone(9),
      value("PrintFLSStatistics").logging().gone(9),
      on("TraceClassLoading").logging().deprecated(9, "-Xlog:class+load").gone(17),
      on("TraceClassUnloading").logging().deprecated(9, "-Xlog:class+unload").gone(17),
    };
  }

  private static JvmFlag[] gone() {
    return new JvmFlag[] {
      value("PermSize").obsolete(8).gone(17),
      value("MaxPermSize").obsolete(8).gone(17),
      on("AggressiveOpts").deprecated(11, "").obsolete(12).gone(13),
      on("UseCompressedStrings").gone(8),
      on("UseFastAccessorMethods").obsolete(8).gone(9),
      on("UnlockCommercialFeatures").gone(11),
      on("UseCGroupMemoryLimitForHeap").experimental().gone(11),
      on("CMSClassUnloadingEnabled").obsolete(14).gone(15),
      on("CMSParallelRemarkEnabled").obsolete(14).gone(15),
      on("CMSScavengeBeforeRemark").obsolete(14).gone(15),
      on("CMSIncrementalMode").gone(9),
      on("CMSPermGenSweepingEnabled").gone(8),
      on("UseCMSCompactAtFullCollection").gone(9),
      on("UseCMSInitiatingOccupancyOnly").obsolete(14).gone(15),
      value("CMSInitiatingOccupancyFraction").obsolete(14).gone(15),
    };
  }
}
