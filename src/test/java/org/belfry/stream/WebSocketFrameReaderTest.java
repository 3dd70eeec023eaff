package org.belfry.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketFrameReaderTest {

    private static final int MOST = 65_536;
    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

    private final List<String> read = new ArrayList<>();
    private final WebSocketFrameReader reader = new WebSocketFrameReader(MOST, new WebSocketFrameReader.Sink() {
        @Override
        public void text(String message) {
            read.add("text " + message);
        }

        @Override
        public void ping(byte[] payload) {
            read.add("ping " + new String(payload, StandardCharsets.US_ASCII));
        }

        @Override
        public void pong() {
            read.add("pong");
        }

        @Override
        public void close(byte[] payload) {
            read.add("close " + HexFormat.of().formatHex(payload));
        }
    });

    private static byte[] frame(int first, byte[] payload) {
        var frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            for (var shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        frame.writeBytes(MASK);
        for (var i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i & 3]);
        }
        return frame.toByteArray();
    }

    private static byte[] frame(int first, String payload) {
        return frame(first, payload.getBytes(StandardCharsets.UTF_8));
    }

    private void read(byte[] bytes) throws WebSocketFrameReader.Refused {
        reader.read(bytes, bytes.length);
    }

    private int refused(byte[]... frames) {
        return catchThrowableOfType(WebSocketFrameReader.Refused.class, () -> {
                    for (var frame : frames) {
                        read(frame);
                    }
                })
                .ending()
                .code();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @Test
    void aMessageIsReadWhateverItsPieces() throws Exception {
        var bytes = frame(0x81, "Hällo \uD83D\uDD14");
        for (var octet : bytes) {
            read(new byte[] {octet});
        }
        read(frame(0x81, ""));

        assertThat(read).containsExactly("text Hällo \uD83D\uDD14", "text ");
    }

    @Test
    void aMessageOfSeveralFramesIsOneWithControlFramesBetween() throws Exception {
        // The second character is parted by the frames.
        var text = "aé".getBytes(StandardCharsets.UTF_8);
        read(frame(0x01, new byte[] {text[0], text[1]}));
        read(frame(0x89, "still there?"));
        read(frame(0x8A, ""));
        read(frame(0x80, new byte[] {text[2]}));

        assertThat(read).containsExactly("ping still there?", "pong", "text aé");
    }

    @Test
    void aMessageMayBeAsLargeAsItMayBe() throws Exception {
        read(frame(0x81, "x".repeat(MOST)));
        read(frame(0x01, "x".repeat(MOST - 1)));
        read(frame(0x80, "x"));

        assertThat(read).hasSize(2);
    }

    @Test
    void aLargerOneIsRefusedBeforeAnythingOfItHasCome() {
        assertThat(refused(bytes("81 FF 0000000040000000"))).isEqualTo(1009);
    }

    @Test
    void aMessageThatGrowsTooLargeByItsFramesIsRefused() {
        assertThat(refused(frame(0x01, "x".repeat(MOST)), frame(0x00, ""), bytes("00 81")))
                .isEqualTo(1009);
    }

    @ParameterizedTest
    @CsvSource({
        "not masked, 81 05",
        "a ping that is not masked, 89 00",
        "a reserved bit, C1",
        "another, A1",
        "a reserved opcode, 83",
        "a reserved opcode of control, 8B",
        "a ping in two frames, 09",
        "a ping of 126 bytes, 89 FE",
        "a continuation of nothing, 80",
        "a length in more bytes than it takes, 81 FE 007D",
        "the same in eight, 81 FF 000000000000FFFF",
        "a close of one byte, 88 81 00000000 03",
        "a close with a code that is not sent, 88 82 00000000 03ED",
        "a close with a code that is none, 88 82 00000000 03E7",
    })
    void whatBreaksTheProtocolIsRefused(String what, String frame) {
        assertThat(refused(bytes(frame))).as(what).isEqualTo(1002);
    }

    @Test
    void aMessageWithinAnotherIsRefused() {
        assertThat(refused(frame(0x01, "a"), frame(0x81, "b"))).isEqualTo(1002);
    }

    @Test
    void aLengthBelowZeroIsTooLarge() {
        assertThat(refused(bytes("81 FF 8000000000000000"))).isEqualTo(1009);
    }

    @Test
    void bytesAreNoMessages() {
        assertThat(refused(bytes("82"))).isEqualTo(1003);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FF", "C080", "EDA080", "F4908080", "E282"})
    void whatIsNoUtf8IsRefused(String text) {
        assertThat(refused(frame(0x81, bytes(text)))).isEqualTo(1007);
        assertThat(refused(frame(0x88, bytes("03E8" + text)))).isEqualTo(1007);
    }

    @Test
    void aCloseIsGivenOnWithItsCode() throws Exception {
        read(frame(0x88, ""));
        read(frame(0x88, bytes("03E8 6279 65")));

        assertThat(read).containsExactly("close ", "close 03e8627965");
        assertThat(WebSocketFrameWriter.answerTo(bytes("03E8 6279 65"))).isEqualTo(bytes("88 02 03E8"));
        assertThat(WebSocketFrameWriter.answerTo(new byte[0])).isEqualTo(bytes("88 00"));
    }

    @Test
    void whatIsWrittenHasItsLengthInAsFewBytesAsItTakes() {
        assertThat(WebSocketFrameWriter.text("a")).isEqualTo(bytes("81 01 61"));
        assertThat(WebSocketFrameWriter.text("a".repeat(126)))
                .startsWith(bytes("81 7E 007E"))
                .hasSize(130);
        assertThat(WebSocketFrameWriter.text("a".repeat(65_536)))
                .startsWith(bytes("81 7F 0000000000010000"))
                .hasSize(65_546);
        assertThat(WebSocketFrameWriter.ping()).isEqualTo(bytes("89 00"));
        assertThat(WebSocketFrameWriter.close(new StreamCloseReason(1001, "é".repeat(100))))
                .startsWith(bytes("88 7C 03E9"));
    }

    /** The example of RFC 6455, 1.3. */
    @Test
    void aKeyIsAccepted() {
        assertThat(WebSocketHandshake.accepted("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(WebSocketHandshake.isKey("dGhlIHNhbXBsZSBub25jZQ==")).isTrue();
        assertThat(WebSocketHandshake.isKey("dGhlIHNhbXBsZQ==")
                        || WebSocketHandshake.isKey("")
                        || WebSocketHandshake.isKey("§"))
                .isFalse();
    }
}
