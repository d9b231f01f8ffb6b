package io.sparkvitals.replay;

import io.sparkvitals.tracker.ApplicationEvents;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events of block managers and of the blocks that they hold. */
final class BlockReadings {
  private BlockReadings() {}

  static Map<String, LogEvents.Reading> all() {
    return LogEvents.table(
        "BlockManagerAdded", new BlockManagerAdded(),
        "BlockUpdated", new Block(),
        "UnpersistRDD", new Unpersisted());
  }

  /** The id of a block manager, of which the executor and its host are used. */
  private static final class ManagerId {
    private String executorId = "";
    private String host = "";

    void read(Fields fields) throws IOException {
      executorId = "";
      host = "";
      if (!fields.enter()) {
        return;
      }
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("Executor ID")) {
          executorId = Texts.orEmpty(fields.shortText());
        } else if (name.equals("Host")) {
          host = Texts.orEmpty(fields.shortText());
        } else {
          fields.skip();
        }
      }
    }
  }

  private static final class BlockManagerAdded implements LogEvents.Reading {
    private final ManagerId id = new ManagerId();
    private long timeMillis;
    private long onHeapBytes;
    private long offHeapBytes;
    private long maxBytes;

    @Override
    public void read(Fields fields) throws IOException {
      timeMillis = 0;
      onHeapBytes = -1;
      offHeapBytes = 0;
      maxBytes = 0;
      for (String name = fields.next(); name != null; name = fields.next()) {
        switch (name) {
          case "Block Manager ID":
            id.read(fields);
            break;
          case "Timestamp":
            timeMillis = fields.numberOr(0);
            break;
          case "Maximum Memory":
            maxBytes = fields.numberOr(0);
            break;
          case "Maximum Onheap Memory":
            onHeapBytes = fields.numberOr(-1);
            break;
          case "Maximum Offheap Memory":
            offHeapBytes = fields.numberOr(0);
            break;
          default:
            fields.skip();
        }
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      clock.reaches(timeMillis);
      events.blockManagerAdded(
          id.executorId, id.host, onHeapBytes >= 0 ? onHeapBytes : maxBytes, offHeapBytes);
    }
  }

  private static final class Block implements LogEvents.Reading {
    private final ManagerId id = new ManagerId();
    private @Nullable String blockName;
    private boolean held;
    private long memoryBytes;
    private long diskBytes;

    @Override
    public void read(Fields fields) throws IOException {
      blockName = null;
      held = false;
      memoryBytes = 0;
      diskBytes = 0;
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("Block Updated Info") && fields.enter()) {
          info(fields);
        } else {
          fields.skip();
        }
      }
    }

    private void info(Fields fields) throws IOException {
      for (String name = fields.next(); name != null; name = fields.next()) {
        switch (name) {
          case "Block Manager ID":
            id.read(fields);
            break;
          case "Block ID":
            blockName = fields.shortText();
            break;
          case "Memory Size":
            memoryBytes = fields.numberOr(0);
            break;
          case "Disk Size":
            diskBytes = fields.numberOr(0);
            break;
          default:
            level(name, fields);
        }
      }
    }

    private void level(String member, Fields fields) throws IOException {
      if (!member.equals("Storage Level") || !fields.enter()) {
        fields.skip();
        return;
      }
      for (String name = fields.next(); name != null; name = fields.next()) {
        boolean on = fields.flag();
        held |= on && (name.equals("Use Memory") || name.equals("Use Disk"));
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      if (blockName != null) {
        events.blockUpdated(id.executorId, blockName, held ? memoryBytes : 0, held ? diskBytes : 0);
      }
    }
  }

  private static final class Unpersisted implements LogEvents.Reading {
    private long rddId;

    @Override
    public void read(Fields fields) throws IOException {
      rddId = -1;
      for (String name = fields.next(); name != null; name = fields.next()) {
        if (name.equals("RDD ID")) {
          rddId = fields.numberOr(-1);
        } else {
          fields.skip();
        }
      }
    }

    @Override
    public void say(ApplicationEvents events, LogClock clock) {
      if (rddId == (int) rddId) {
        events.rddUnpersisted((int) rddId);
      }
    }
  }
}
