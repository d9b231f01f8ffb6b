package io.sparkvitals;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.sparkvitals.HouseRules.HOUSE;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Who may use what. A room (package) that does not exist yet breaks no rule; one that is not listed
 * in {@link HouseRules#ROOMS} does.
 */
@AnalyzeClasses(packages = HOUSE, importOptions = HouseRulesTest.MainCode.class)
class HouseRulesTest {

  @ArchTest
  static final ArchRule roomsUseOnlyTheRoomsBelowThem =
      classes()
          .should(
              HouseRules.dependOnlyOn("rooms that HouseRules.ROOMS allows", HouseRules::allowsRoom))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule librariesAreNamedOnlyInTheirRooms =
      classes()
          .should(
              HouseRules.dependOnlyOn(
                  "libraries that HouseRules.LIBRARIES allows", HouseRules::allowsLibrary))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule roomsFormNoCycle =
      slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule formatsOfReportsKnowNotEachOther =
      slices()
          .matching(HOUSE + ".report.(*)..")
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule whatReportsShareKnowsNoFormat =
      noClasses()
          .that()
          .resideInAPackage(HOUSE + ".report")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(HOUSE + ".report.*..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule modelKnowsOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage(HOUSE + ".model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", HOUSE + ".model..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule configKnowsOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage(HOUSE + ".config..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", HOUSE + ".config..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule clocksAreReadOnlyInTheRoot =
      noClasses()
          .that()
          .resideOutsideOfPackage(HOUSE)
          .should()
          .accessTargetWhere(describe("the system clock is read", HouseRules::readsClock))
          .because("time comes in through the constructor")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule threadsAreStartedOnlyWhereNamed =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              HOUSE, HOUSE + ".delivery", HOUSE + ".metrics", HOUSE + ".push", HOUSE + ".cli")
          .should()
          .accessTargetWhere(describe("a thread or a pool is made", HouseRules::makesThread))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule staticFieldsAreFinal =
      fields().that().areStatic().should().beFinal().allowEmptyShould(true);

  @ArchTest
  static final ArchRule staticFieldsHoldNoMutableState =
      fields()
          .that()
          .areStatic()
          .should()
          .notHaveRawType(describe("a mutable cell", HouseRules::isMutableCell))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule onlyTheCommandLinePrints =
      noClasses()
          .that()
          .resideOutsideOfPackage(HOUSE + ".cli..")
          .should()
          .accessTargetWhere(describe("something is printed", HouseRules::prints))
          .because("a library logs through slf4j")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule namesSayTheJob =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)")
          .allowEmptyShould(true);

  private HouseRulesTest() {}

  /** Leaves the tests out, wherever they were built. */
  static final class MainCode implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }
}
