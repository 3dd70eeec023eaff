package org.belfry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class UnreadBodiesTest {

    @Test
    void aBodyIsReadToItsEnd() {
        var body = new ByteArrayInputStream(new byte[100_000]);
        UnreadBodies.drain(body);
        assertThat(body.available()).isZero();
    }

    @Test
    void aBodyWithoutEndIsGivenUp() {
        var endless = new InputStream() {
            private long read;

            @Override
            public int read() {
                read++;
                return 'x';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                read += length;
                return length;
            }
        };
        UnreadBodies.drain(endless);
        assertThat(endless.read).isEqualTo(UnreadBodies.MOST);
    }

    @Test
    void aMissingBodyAndALostClientAreNoErrors() {
        var lost = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatNoException().isThrownBy(() -> UnreadBodies.drain(null));
        assertThatNoException().isThrownBy(() -> UnreadBodies.drain(lost));
    }
}
