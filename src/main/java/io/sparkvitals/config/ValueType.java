package io.sparkvitals.config;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The kinds of value that a setting can have, and how each is written. */
public enum ValueType {
  TEXT("a text"),
  FLAG("true or false"),
  CHOICE("one of"),
  INTEGER("a whole number"),
  /** A number, or -1 that may be written {@code off}. */
  PORT("a port number or off"),
  /** Milliseconds. */
  DURATION("a duration such as 500ms, 10s or 5m"),
  /** Bytes. */
  BYTES("a size such as 64k, 100m or 1g"),
  RATIO("a number such as 0.1");

  private final String description;

  ValueType(String description) {
    this.description = description;
  }

  /** A noun phrase such as {@code a whole number}. */
  String description() {
    return description;
  }

  /** The text as a number in the type's unit, 0 for a type without one; empty if it is not one. */
  OptionalDouble number(String text) {
    switch (this) {
      case FLAG:
        return flag(text);
      case INTEGER:
        return whole(text);
      case PORT:
        return text.equalsIgnoreCase("off") ? OptionalDouble.of(-1) : whole(text);
      case DURATION:
        return widen(SparkUnits.millis(text));
      case BYTES:
        return widen(SparkUnits.bytes(text));
      case RATIO:
        return decimal(text);
      default:
        return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(0);
    }
  }

  private static OptionalDouble flag(String text) {
    if (text.equalsIgnoreCase("true")) {
      return OptionalDouble.of(1);
    }
    return text.equalsIgnoreCase("false") ? OptionalDouble.of(0) : OptionalDouble.empty();
  }

  private static OptionalDouble whole(String text) {
    return text.matches("-?[0-9]{1,15}")
        ? OptionalDouble.of(Long.parseLong(text))
        : OptionalDouble.empty();
  }

  private static OptionalDouble decimal(String text) {
    return text.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?")
        ? OptionalDouble.of(new BigDecimal(text).doubleValue())
        : OptionalDouble.empty();
  }

  private static OptionalDouble widen(OptionalLong number) {
    return number.isPresent() ? OptionalDouble.of(number.getAsLong()) : OptionalDouble.empty();
  }
}
