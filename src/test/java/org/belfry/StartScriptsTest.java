package org.belfry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;

/** A bundle of a release starts its server with the same options as a clone. */
class StartScriptsTest {

    private static final Path SCRIPTS = Path.of("src/release");

    @ParameterizedTest
    @ValueSource(strings = {"start.sh", "start.cmd"})
    void payaraMicroGetsTheOptionsOfThePom(String name) throws Exception {
        var plugin = "//plugin[artifactId='payara-micro-maven-plugin']/configuration";
        var jvm = texts(plugin + "/javaCommandLineOptions/option/value");
        var options = texts(plugin + "/commandLineOptions/option/key");
        assertThat(jvm).isNotEmpty();
        assertThat(options).contains("--prebootcommandfile", "--postbootcommandfile", "--addLibs");
        var script = words("payara", name);
        assertThat(script).containsAll(jvm);
        assertThat(script.stream().filter(word -> word.startsWith("--")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(options.stream(), Stream.of("--deploy", "--contextroot"))
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"start.sh", "start.cmd"})
    void openLibertyGetsTheSystemPropertiesOfTheClone(String name) throws IOException {
        var properties = systemProperties(Files.readString(Path.of("liberty/server.env")));
        assertThat(properties).contains("-Dderby.system.home");
        assertThat(systemProperties(Files.readString(SCRIPTS.resolve("liberty").resolve(name))))
                .containsExactlyInAnyOrderElementsOf(properties);
    }

    private static List<String> systemProperties(String text) {
        return Pattern.compile("-D[a-zA-Z.]+")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** A default in braces and quotes around an option are not part of it. */
    private static List<String> words(String server, String name) throws IOException {
        var text = Files.readString(SCRIPTS.resolve(server).resolve(name));
        return List.of(
                text.replaceAll("\\$\\{[A-Z_]+:-|[\"}]|JAVA_OPTS=", " ").trim().split("\\s+"));
    }

    private static List<String> texts(String path) throws Exception {
        var pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse("pom.xml");
        var nodes = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }
}
