package org.belfry.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.belfry.inbox.InboxesChanged.Kind;
import org.junit.jupiter.api.Test;

class StreamFrameTest {

    @Test
    void aNotificationsFrameHasItWhole() {
        var change = Frames.notification(5, 12);
        var json = Frames.parse(StreamFrame.of(change).text());

        assertThat(json.keySet()).containsExactly("frame", "notification", "modseq", "unreadCount");
        assertThat(json.getString("frame")).isEqualTo("notification");
        assertThat(json.getJsonObject("notification"))
                .isEqualTo(Frames.parse(change.notification().toJson()));
        assertThat(json.getInt("modseq")).isEqualTo(12);
        assertThat(json.getInt("unreadCount")).isEqualTo(1);
        assertThat(StreamFrame.of(change).modseq()).isEqualTo(12);
    }

    @Test
    void theOthersTellTheStateOfTheInbox() {
        assertThat(StreamFrame.of(Frames.other(Kind.READ_ALL, 12)).text())
                .isEqualTo("{\"frame\":\"read-all\",\"modseq\":12,\"unreadCount\":0}");
        assertThat(StreamFrame.of(Frames.other(Kind.RESET, 13)).text())
                .isEqualTo("{\"frame\":\"reset\",\"modseq\":13,\"unreadCount\":0}");
    }

    @Test
    void aReceiptIsToldToNobody() {
        assertThat(StreamFrame.of(Frames.other(Kind.SILENT, 12))).isNull();
    }

    @Test
    void anErrorMayHoldAnything() {
        var sentence = "action \"\\\n is no action \uD83D\uDD14";

        var json = Frames.parse(StreamFrame.error(sentence).text());

        assertThat(json.getString("frame")).isEqualTo("error");
        assertThat(json.getString("error")).isEqualTo(sentence);
    }
}
