package io.sparkvitals.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;

/**
 * A line for each member of the document and for each element of its lists, so that a stage or an
 * executor is one line to grep and to compare. Not thread-safe, for one document.
 */
final class LineLayout implements PrettyPrinter {
  private static final int MEMBER = 1;
  private static final int ELEMENT = 2;

  private int depth;

  @Override
  public void writeRootValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw('\n');
  }

  @Override
  public void writeStartObject(JsonGenerator out) throws IOException {
    out.writeRaw('{');
    depth++;
  }

  @Override
  public void beforeObjectEntries(JsonGenerator out) throws IOException {
    breakAt(MEMBER, out);
  }

  @Override
  public void writeObjectFieldValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw(depth == MEMBER ? ": " : ":");
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator out) throws IOException {
    out.writeRaw(',');
    breakAt(MEMBER, out);
  }

  @Override
  public void writeEndObject(JsonGenerator out, int members) throws IOException {
    depth--;
    if (depth == 0) {
      out.writeRaw('\n');
    }
    out.writeRaw('}');
  }

  @Override
  public void writeStartArray(JsonGenerator out) throws IOException {
    out.writeRaw('[');
    depth++;
  }

  @Override
  public void beforeArrayValues(JsonGenerator out) throws IOException {
    breakAt(ELEMENT, out);
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator out) throws IOException {
    out.writeRaw(',');
    breakAt(ELEMENT, out);
  }

  @Override
  public void writeEndArray(JsonGenerator out, int elements) throws IOException {
    depth--;
    if (elements > 0) {
      breakAt(MEMBER, out);
    }
    out.writeRaw(']');
  }

  private void breakAt(int level, JsonGenerator out) throws IOException {
    if (depth == level) {
      out.writeRaw(level == MEMBER ? "\n  " : "\n    ");
    }
  }
}
