package io.sparkvitals.link;

/**
 * What a class file names: a class, or one member of a class with its exact descriptor.
 *
 * @param from the class that names it, for the message
 * @param owner internal name of the class that is named
 * @param member name and descriptor, {@code stageInfos()Lscala/collection/Seq;}; empty for a class
 * @param inInterface whether the member was called as one of an interface, which the JVM checks too
 */
record Reference(String from, String owner, String member, boolean inInterface) {

  static Reference toClass(String from, String owner) {
    return new Reference(from, owner, "", false);
  }

  boolean isToClass() {
    return member.isEmpty();
  }

  @Override
  public String toString() {
    return from + " -> " + owner + (isToClass() ? "" : "." + member);
  }
}
