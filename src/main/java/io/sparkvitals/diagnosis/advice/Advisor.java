package io.sparkvitals.diagnosis.advice;

import io.sparkvitals.diagnosis.cost.CoreSplit;
import io.sparkvitals.model.ApplicationSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Asks everything there is to ask of an application. */
public final class Advisor {
  /** How much advice is given at most; of a topic the part that saves most comes first. */
  public static final int MAX_SUGGESTIONS = 50;

  private static final List<Question> QUESTIONS =
      Collections.unmodifiableList(
          Arrays.asList(
              new SlowTasks(),
              new ExecutorMemoryQuestion(),
              new MemoryOverheadQuestion(),
              new DriverMemoryQuestion(),
              new ExecutorCoresQuestion(),
              new GarbageCollectionQuestion(),
              new PartitionSizes(),
              new JoinQuestion(),
              new CacheQuestion(),
              new AllocationQuestion(),
              new SpotQuestion()));

  private Advisor() {}

  /**
   * What to change in an application, by topic; what can be advised before what cannot. Never
   * throws: a question that fails says so in its place and takes no other with it.
   */
  public static List<Suggestion> advise(ApplicationSnapshot snapshot) {
    List<Suggestion> all = new ArrayList<>();
    for (Question each : QUESTIONS) {
      all.addAll(answers(each, snapshot));
    }
    CoreSplit.of(snapshot).ifPresent(split -> all.replaceAll(each -> each.within(split)));
    all.sort(
        Comparator.comparing((Suggestion each) -> each.certainty() == Certainty.NONE)
            .thenComparing(Suggestion::topic)
            .thenComparing(each -> -each.savedCoreMillis().orElse(0)));
    return Collections.unmodifiableList(
        new ArrayList<>(all.subList(0, Math.min(MAX_SUGGESTIONS, all.size()))));
  }

  private static List<Suggestion> answers(Question question, ApplicationSnapshot snapshot) {
    try {
      return question.answer(snapshot);
    } catch (RuntimeException e) {
      String why = "the agent failed over it (" + e.getClass().getName() + "); please report that.";
      return Collections.singletonList(Suggestion.cannot(question.topic(), "the application", why));
    }
  }
}
