package io.sparkvitals.spark;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** Calls getters by name, where a class or its getters are not in every Spark. Not thread-safe. */
final class Getters {
  private final Map<String, Method> known = new HashMap<>();

  /** The value of a getter, an Option unwrapped; null where this Spark has no such getter. */
  @Nullable Object get(Object owner, String getter) {
    String key = owner.getClass().getName() + '#' + getter;
    try {
      Method method = known.get(key);
      if (method == null) {
        method = owner.getClass().getMethod(getter);
        known.put(key, method);
      }
      Object value = method.invoke(owner);
      return value instanceof Option ? unwrap((Option<?>) value) : value;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static @Nullable Object unwrap(Option<?> option) {
    return option.isEmpty() ? null : option.get();
  }

  long numberOr(Object owner, String getter, long otherwise) {
    Object value = get(owner, getter);
    return value instanceof Number ? ((Number) value).longValue() : otherwise;
  }

  long number(Object owner, String getter) {
    return numberOr(owner, getter, 0);
  }

  double decimal(Object owner, String getter) {
    Object value = get(owner, getter);
    return value instanceof Number ? ((Number) value).doubleValue() : 0;
  }

  @Nullable String text(Object owner, String getter) {
    Object value = get(owner, getter);
    return value == null ? null : value.toString();
  }

  String textOrEmpty(Object owner, String getter) {
    String text = text(owner, getter);
    return text == null ? "" : text;
  }
}
