package org.belfry.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {

    @TempDir
    private Path folder;

    @Test
    void isMadeForItsOwnerAlone() throws Exception {
        var file = new KeyFile(folder.resolve("data"));
        var key = MasterKey.random();
        assertThat(file.read()).isEmpty();

        assertThat(file.create(key)).isTrue();

        assertThat(file.read()).contains(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(file.path().getParent())))
                .isEqualTo("rwx------");
        assertThat(file.isOpenToOthers()).isFalse();
        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files).containsExactly(file.path());
        }
    }

    @Test
    void isMadeOnceHoweverManyTry() {
        var file = new KeyFile(folder);
        var keys = IntStream.range(0, 50).mapToObj(any -> MasterKey.random()).toList();

        var winners = keys.parallelStream().filter(file::create).toList();

        assertThat(winners).hasSize(1);
        assertThat(file.read()).contains(winners.get(0));
    }

    @Test
    void isRefusedByItsPathWhereItHoldsNoKey() throws Exception {
        var file = new KeyFile(folder);
        Files.writeString(file.path(), "not a key");
        assertThatThrownBy(file::read)
                .hasMessageContaining(file.path().toString())
                .hasMessageNotContaining("not a key");

        Files.writeString(file.path(), "0".repeat(2000));
        assertThatThrownBy(file::read).hasMessageContaining("too long");
    }

    @Test
    void itIsNoticedWhenOthersMayReadIt() throws Exception {
        var file = new KeyFile(folder);
        file.create(MasterKey.random());
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(file.isOpenToOthers()).isTrue();
    }
}
