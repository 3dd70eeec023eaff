package org.belfry.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import org.junit.jupiter.api.Test;

class RoutesTest {

    @Test
    void aRouteIsNamedAsItIsDeclaredWithoutWhatItsParametersMustMatch() throws Exception {
        assertThat(Routes.of(KeyResource.class.getMethod("revoke", long.class))).isEqualTo(" /api/keys/{id}");
        assertThat(Routes.of(KeyResource.class.getMethod("create", InputStream.class)))
                .isEqualTo(" /api/keys");
        assertThat(Routes.of(null)).isEmpty();
    }
}
