package org.belfry.delivery.email;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.belfry.platform.Secrets;

/** A text that only this installation knows, made when it is first needed. */
@Entity
@Table(name = "installation_secret")
public class InstallationSecret {

    @Id
    private String name;

    private String secret;

    protected InstallationSecret() {}

    InstallationSecret(String name) {
        this.name = name;
        this.secret = Secrets.token();
    }

    String secret() {
        return secret;
    }
}
