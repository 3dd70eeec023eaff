package org.belfry.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads what a client sends over a WebSocket (RFC 6455, 5). A frame that violates the protocol, or exceeds the size of a message, is
 * refused as soon as the head of its frame says so, before anything of it is kept. Not for several threads at a time.
 */
final class WebSocketFrameReader {

    /** What is read. */
    interface Sink {

        void text(String message);

        void ping(byte[] payload);

        void pong();

        /** @param payload of the close frame: empty, or a code and a reason */
        void close(byte[] payload);
    }

    /** The connection must end. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient StreamCloseReason closeReason;

        Refused(StreamCloseReason closeReason) {
            super(closeReason.reason(), null, false, false);
            this.closeReason = closeReason;
        }

        StreamCloseReason ending() {
            return closeReason;
        }
    }

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0F;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int LENGTH_OF_16_BITS = 126;
    private static final int LENGTH_OF_64_BITS = 127;
    private static final int MASK_BYTES = 4;

    /** Of a control frame. */
    private static final int MOST_OF_CONTROL = 125;

    private final int mostOfMessage;
    private final Sink sink;

    /** The head of the frame at hand, as far as it has come: 14 bytes at most. */
    private final byte[] head = new byte[14];

    private int headRead;
    private boolean isInPayload;
    private int opcode;
    private boolean isFinal;
    private int left;
    private int masked;

    /** The text message at hand, of all its frames; null if none has begun. */
    private ByteArrayOutputStream message;

    private ByteArrayOutputStream control;

    /** @param mostOfMessage bytes of a whole message */
    WebSocketFrameReader(int mostOfMessage, Sink sink) {
        this.mostOfMessage = mostOfMessage;
        this.sink = sink;
    }

    /** @throws Refused if the connection must end; nothing more may be read then */
    void read(byte[] bytes, int count) throws Refused {
        var at = 0;
        while (at < count) {
            if (isInPayload) {
                at += payload(bytes, at, count);
            } else {
                head[headRead++] = bytes[at++];
                head();
            }
            if (isInPayload && left == 0) {
                end();
            }
        }
    }

    /** Checks the head of a frame byte by byte: after a bad one, nothing more is read. */
    private void head() throws Refused {
        if (headRead == 1) {
            kind(head[0] & 0xFF);
            return;
        }
        var second = head[1] & 0xFF;
        if (headRead == 2 && (second & MASKED) == 0) {
            throw broken("a client masks its frames");
        }
        var shortLength = second & LENGTH;
        if (headRead == 2 && isControl() && shortLength > MOST_OF_CONTROL) {
            throw broken("a control frame has 125 bytes at most");
        }
        var lengthBytes = shortLength == LENGTH_OF_16_BITS ? 2 : shortLength == LENGTH_OF_64_BITS ? 8 : 0;
        if (headRead == 2 + lengthBytes) {
            length(lengthBytes == 0 ? shortLength : longLength(lengthBytes), lengthBytes);
        }
        if (headRead == 2 + lengthBytes + MASK_BYTES) {
            isInPayload = true;
            masked = 0;
            if (isControl()) {
                control = new ByteArrayOutputStream(MOST_OF_CONTROL);
            } else if (message == null) {
                message = new ByteArrayOutputStream();
            }
        }
    }

    private void kind(int first) throws Refused {
        if ((first & RESERVED) != 0) {
            throw broken("no extension was agreed on");
        }
        opcode = first & OPCODE;
        isFinal = (first & FINAL) != 0;
        switch (opcode) {
            case CONTINUATION -> {
                if (message == null) {
                    throw broken("there is no message to be continued");
                }
            }
            case TEXT -> {
                if (message != null) {
                    throw broken("the message before has not ended");
                }
            }
            case BINARY -> throw new Refused(StreamCloseReason.unsupported("messages are text"));
            case CLOSE, PING, PONG -> {
                if (!isFinal) {
                    throw broken("a control frame is one frame");
                }
            }
            default -> throw broken("this opcode is reserved");
        }
    }

    private void length(long length, int lengthBytes) throws Refused {
        if (lengthBytes == 2 && length < LENGTH_OF_16_BITS || lengthBytes == 8 && length >>> 16 == 0) {
            throw broken("a length is written in as few bytes as it takes");
        }
        // The sign of 64 bits must not be set; as a length it is too large anyway.
        var before = isControl() || message == null ? 0 : message.size();
        if (length < 0 || length > mostOfMessage - before) {
            throw new Refused(StreamCloseReason.tooLarge("a message has " + mostOfMessage + " bytes at most"));
        }
        left = (int) length;
    }

    private long longLength(int lengthBytes) {
        var length = 0L;
        for (var i = 0; i < lengthBytes; i++) {
            length = length << 8 | head[2 + i] & 0xFF;
        }
        return length;
    }

    private boolean isControl() {
        return opcode >= CLOSE;
    }

    /** Answers how many bytes belonged to the frame. */
    private int payload(byte[] bytes, int from, int to) {
        var into = isControl() ? control : message;
        var taken = Math.min(left, to - from);
        var maskAt = headRead - MASK_BYTES;
        for (var i = 0; i < taken; i++) {
            into.write(bytes[from + i] ^ head[maskAt + (masked++ & 3)]);
        }
        left -= taken;
        return taken;
    }

    /** The frame has come whole. */
    private void end() throws Refused {
        isInPayload = false;
        headRead = 0;
        switch (opcode) {
            case PING -> sink.ping(control.toByteArray());
            case PONG -> sink.pong();
            case CLOSE -> sink.close(checked(control.toByteArray()));
            default -> {
                if (isFinal) {
                    var whole = message.toByteArray();
                    message = null;
                    sink.text(text(whole, 0));
                }
            }
        }
    }

    private static byte[] checked(byte[] close) throws Refused {
        if (close.length > 0) {
            var code = close.length == 1 ? 0 : (close[0] & 0xFF) << 8 | close[1] & 0xFF;
            if (!isCode(code)) {
                throw broken("this is no code to close with");
            }
            text(close, 2);
        }
        return close;
    }

    /** RFC 6455, 7.4: those that may be sent. */
    private static boolean isCode(int code) {
        return code >= 3000 && code <= 4999 || code >= 1000 && code <= 1014 && (code < 1004 || code > 1006);
    }

    private static String text(byte[] bytes, int from) throws Refused {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused(StreamCloseReason.notText("text is UTF-8"));
        }
    }

    private static Refused broken(String reason) {
        return new Refused(StreamCloseReason.broken(reason));
    }
}
