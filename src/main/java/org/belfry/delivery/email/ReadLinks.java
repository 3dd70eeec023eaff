package org.belfry.delivery.email;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.belfry.delivery.LeasedMessage;
import org.belfry.platform.PublicUrl;

/** The links by which a notification is marked read from its e-mail. */
@ApplicationScoped
public class ReadLinks {

    private static final String SECRET = "read";

    @Inject
    private PublicUrl publicUrl;

    @Inject
    private InstallationSecrets secrets;

    /** That of an e-mail; null where nothing leads back to us, and for a digest, which is of many. */
    String of(LeasedMessage delivery) {
        var notification = delivery.item().notificationId();
        if (delivery.items().size() > 1 || notification == null) {
            return null;
        }
        return publicUrl
                .base()
                .map(base -> base + "/api/read?token="
                        + new ReadToken(
                                        delivery.organization().id(),
                                        delivery.recipient().id(),
                                        notification)
                                .signed(secrets.of(SECRET)))
                .orElse(null);
    }

    /** What a link stands for; empty where it is none of ours. */
    Optional<ReadToken> read(String token) {
        return token == null ? Optional.empty() : ReadToken.read(token, secrets.of(SECRET));
    }
}
