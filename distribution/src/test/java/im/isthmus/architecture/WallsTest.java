package im.isthmus.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import im.isthmus.core.store.seal.SealedColumn;
import im.isthmus.core.store.seal.SealedRecords;
import im.isthmus.core.store.seal.Sealer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The walls between the parts, and which part may touch which library. */
class WallsTest {
    private static final String CORE = "im.isthmus.core..";
    private static final List<String> GATEWAYS =
            List.of("im.isthmus.irc..", "im.isthmus.email..", "im.isthmus.sms..");
    private static final String TESTING = "im.isthmus.testing..";

    /** TCP and Unix sockets, plain or with TLS, on either end. */
    private static final String SOCKETS =
            "java\\.net\\.(Server)?Socket|javax\\.net\\.ssl\\.SSL(Server)?Socket"
                    + "|java\\.nio\\.channels\\.(Server)?SocketChannel";

    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("im.isthmus");
    }

    @Test
    void everyModuleIsLookedAt() {
        for (String part : List.of("core.address", "irc", "email", "sms", "testing.real")) {
            assertThat(classes.containPackage("im.isthmus." + part)).as(part).isTrue();
        }
    }

    @Test
    void theCoreKnowsNoGateway() {
        check(
                noClasses()
                        .that(resideInAnyPackage(CORE))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(gatewaysAnd(TESTING))));
    }

    @Test
    void gatewaysDoNotKnowEachOther() {
        for (String gateway : GATEWAYS) {
            String[] others =
                    GATEWAYS.stream().filter(g -> !g.equals(gateway)).toArray(String[]::new);
            check(
                    noClasses()
                            .that(resideInAnyPackage(gateway))
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(others)));
        }
    }

    @Test
    void noPartThatRunsInProductionKnowsTheTestingPart() {
        check(
                noClasses()
                        .that(DescribedPredicate.not(resideInAnyPackage(TESTING)))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(TESTING)));
    }

    @Test
    void theRoomsOfTheCoreHaveNoCycles() {
        check(slices().matching("im.isthmus.core.(*)..").should().beFreeOfCycles());
    }

    @Test
    void theWaistsStandOnTheirTermsOnlyAndNoEventKnowsAnAction() {
        String contract = "im.isthmus.core.backend";
        String action = contract + ".action";
        String event = contract + ".event";
        apart(contract + ".term", contract, action, event);
        apart(event, contract, action);
        apart(action, contract);
    }

    private static void apart(String room, String... others) {
        check(
                noClasses()
                        .that()
                        .resideInAPackage(room)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(others));
    }

    @ParameterizedTest
    @ValueSource(strings = {"irc", "email", "sms"})
    void theRoomsOfAGatewayHaveNoCycles(String gateway) {
        check(slices().matching("im.isthmus." + gateway + ".(*)..").should().beFreeOfCycles());
    }

    @Test
    void theRoomsOfIrcConnectionsHaveNoCycles() {
        check(slices().matching("im.isthmus.irc.conn(**)").should().beFreeOfCycles());
    }

    @Test
    void sqlIsSpokenInTheStoreOnly() {
        onlyIn(
                resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "org.jdbi..",
                        "org.sqlite..",
                        "org.postgresql.."),
                "im.isthmus.core.store..",
                "im.isthmus.email.store..",
                "im.isthmus.irc.store..",
                "im.isthmus.irc.biboumi..",
                "im.isthmus.sms.store..");
    }

    @Test
    void whateverSealsSecretsSealsThemAgainWithANewKey() {
        check(
                noClasses()
                        .that(
                                resideInAnyPackage(
                                        "im.isthmus.email.store..",
                                        "im.isthmus.irc.store..",
                                        "im.isthmus.sms.store..",
                                        "im.isthmus.core.store.stay..",
                                        "im.isthmus.core.store.table.."))
                        .and(DescribedPredicate.not(assignableTo(SealedRecords.class)))
                        .should()
                        .dependOnClassesThat(type(Sealer.class).or(type(SealedColumn.class))));
    }

    @Test
    void httpIsCalledFromProvidersAndAttachmentsOnly() {
        onlyIn(
                resideInAnyPackage("okhttp3.."),
                "im.isthmus.sms.provider..",
                "im.isthmus.core.attachment..");
    }

    @Test
    void mailIsKnownToTheEmailGatewayOnly() {
        onlyIn(
                resideInAnyPackage(
                        "jakarta.mail..",
                        "org.apache.commons.mail2..",
                        "org.apache.james.mime4j.."),
                "im.isthmus.email..");
    }

    @Test
    void socketsAreOpenedWhereConnectionsAreMadeOnly() {
        onlyIn(
                nameMatching(SOCKETS).forSubtype(),
                "im.isthmus.core.stream..",
                "im.isthmus.irc.connection..",
                "im.isthmus.sms.provider..",
                "im.isthmus.email.smtp..",
                "im.isthmus.email.connection..",
                "im.isthmus.email.imap..",
                "im.isthmus.program.rehearsal..",
                TESTING);
    }

    @Test
    void gatewaysSeeNoXml() {
        check(
                noClasses()
                        .that(resideInAnyPackage(gatewaysAnd()))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage("org.dom4j..", "org.xmpp..")));
    }

    @Test
    void xmlIsParsedInTheStreamOnly() {
        onlyIn(resideInAnyPackage("com.fasterxml.aalto.."), "im.isthmus.core.stream..", TESTING);
    }

    private static void onlyIn(DescribedPredicate<? super JavaClass> what, String... packages) {
        check(
                noClasses()
                        .that(DescribedPredicate.not(resideInAnyPackage(packages)))
                        .should()
                        .dependOnClassesThat(what));
    }

    private static String[] gatewaysAnd(String... more) {
        return Stream.concat(GATEWAYS.stream(), List.of(more).stream()).toArray(String[]::new);
    }

    private static void check(ArchRule rule) {
        rule.check(classes);
    }
}
