package org.belfry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProseTest {

    @Test
    void aParagraphAndAnItemKeepTheirLines() {
        var texts = Prose.ofMarkdown("# Title\n\nOne line\nand another.\n- An item\n  on two lines\n- The next");

        assertThat(texts)
                .containsExactly(
                        new Prose(1, "Title"),
                        new Prose(3, "One line\nand another."),
                        new Prose(5, "An item\non two lines"),
                        new Prose(7, "The next"));
        assertThat(texts.get(1).lineOf("One line\nan".length())).isEqualTo(4);
    }

    @Test
    void codeAndAddressesAreNoProse() {
        assertThat(Prose.ofMarkdown("Call `GET\n/x` as in [the guide](docs/once.md), <b>once</b>."))
                .containsExactly(new Prose(1, "Call …\n as in [the guide]…, …once…."));
    }

    @Test
    void eachCellOfATableIsRead() {
        assertThat(Prose.ofMarkdown("| one | `a|b` two |")).containsExactly(new Prose(1, "one"), new Prose(1, "… two"));
    }

    @Test
    void onlyCommentsAndDiagramsAreReadInBlocksOfCode() {
        assertThat(Prose.ofMarkdown(
                        "```\n# Send it.\ncurl x   # now\nexit\n```\n\n```mermaid\na --> b: then that\n```\nAfter"))
                .containsExactly(
                        new Prose(2, "Send it."),
                        new Prose(3, "now"),
                        new Prose(8, "then that"),
                        new Prose(10, "After"));
    }

    @Test
    void theValuesOfABundleAreRead() {
        assertThat(Prose.ofProperties("# note\na=One\nb.c=It''s {0}"))
                .containsExactly(new Prose(2, "One"), new Prose(3, "It's {0}"));
    }

    @Test
    void theSummariesAndDescriptionsOfAYamlDocumentAreRead() {
        var document = "get:\n  summary: Read it\n  description: >-\n    One line\n    and another.\n  x-audit: none\n";

        assertThat(Prose.ofYaml(document))
                .containsExactly(new Prose(2, "Read it"), new Prose(4, "One line\nand another."));
    }

    @Test
    void theTextsOfAScriptAreRead() {
        assertThat(Prose.ofJavaScript("const TEXTS = {\n  'panel.title': 'It\\'s here',\n};"))
                .containsExactly(new Prose(2, "It\\'s here"));
    }

    @Test
    void theLiteralsOfASourceAreReadAndItsCommentsAreNot() {
        var source =
                "/* \"not this\" */\nthrow invalid(\"limit\", \"must be \\\"1\\\"\");\n// \"nor this\"\nvar sql = \"\"\"\n    select \"a b\"\"\"\";";

        assertThat(Prose.ofJava(source)).containsExactly(new Prose(2, "must be \\\"1\\\""));
    }
}
