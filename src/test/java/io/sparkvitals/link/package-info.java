/** Checks that compiled classes link with jars that they were not compiled against. */
package io.sparkvitals.link;
