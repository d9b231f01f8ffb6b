package io.sparkvitals.report.html;

import java.io.IOException;

/** A part of the page with a heading that the navigation leads to. */
interface Section {
  /** The id of its element. */
  String anchor();

  /** Its heading. */
  String title();

  /** Whether there is anything to show. */
  boolean present();

  /** Writes what stands below the heading. */
  void write(Html html) throws IOException;
}
