package org.belfry.delivery.email;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.belfry.audience.EmailChoices;
import org.belfry.delivery.LeasedMessage;
import org.belfry.platform.PublicUrl;

/** The links by which e-mails of a type are stopped. */
@ApplicationScoped
public class UnsubscribeLinks {

    static final String SECRET = "unsubscribe";

    @Inject
    private PublicUrl publicUrl;

    @Inject
    private InstallationSecrets secrets;

    @Inject
    private EmailChoices choices;

    /** That of an e-mail, before it is sent. A digest is of no one type: its link leads to the preferences. */
    EmailLinks of(LeasedMessage delivery) {
        if (delivery.items().size() > 1) {
            return publicUrl
                    .base()
                    .map(base -> EmailLinks.preferring(base + "/preferences"))
                    .orElse(EmailLinks.NONE);
        }
        var organization = delivery.organization().id();
        var recipient = delivery.recipient().id();
        var type = delivery.item().event().content().type();
        if (!choices.mayStop(organization, recipient, type)) {
            return EmailLinks.MANDATORY;
        }
        return publicUrl
                .base()
                .map(base -> EmailLinks.stopping(base + "/api/unsubscribe?token="
                        + new UnsubscribeToken(organization, recipient, type).signed(secrets.of(SECRET))))
                .orElse(EmailLinks.NONE);
    }

    /** What a link stands for; empty where it is none of ours. */
    Optional<UnsubscribeToken> read(String token) {
        return token == null ? Optional.empty() : UnsubscribeToken.read(token, secrets.of(SECRET));
    }
}
