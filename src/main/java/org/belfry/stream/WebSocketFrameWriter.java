package org.belfry.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The frames that a server sends over a WebSocket (RFC 6455, 5): each a whole message, and not masked. */
final class WebSocketFrameWriter {

    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;

    /** Bytes of a close frame's reason; with its code they are those of a control frame. */
    private static final int MOST_OF_REASON = 123;

    private WebSocketFrameWriter() {}

    static byte[] text(String message) {
        return frame(TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] ping() {
        return frame(PING, new byte[0]);
    }

    static byte[] pong(byte[] payload) {
        return frame(PONG, payload);
    }

    static byte[] close(StreamCloseReason closeReason) {
        var reason = closeReason.reason().getBytes(StandardCharsets.UTF_8);
        var most = Math.min(reason.length, MOST_OF_REASON);
        // Not within a character.
        while (most < reason.length && (reason[most] & 0xC0) == 0x80) {
            most--;
        }
        return close(ByteBuffer.allocate(2 + most)
                .putShort((short) closeReason.code())
                .put(reason, 0, most)
                .array());
    }

    /** @param payload of the close frame that is answered, of which the code is sent back */
    static byte[] close(byte[] payload) {
        return frame(CLOSE, payload);
    }

    private static byte[] frame(int first, byte[] payload) {
        var head = payload.length < 126 ? 2 : payload.length < 65_536 ? 4 : 10;
        var frame = ByteBuffer.allocate(head + payload.length).put((byte) first);
        switch (head) {
            case 2 -> frame.put((byte) payload.length);
            case 4 -> frame.put((byte) 126).putShort((short) payload.length);
            default -> frame.put((byte) 127).putLong(payload.length);
        }
        return frame.put(payload).array();
    }

    /** The code alone, of a close frame that has one. */
    static byte[] answerTo(byte[] close) {
        return close(Arrays.copyOf(close, Math.min(close.length, 2)));
    }
}
