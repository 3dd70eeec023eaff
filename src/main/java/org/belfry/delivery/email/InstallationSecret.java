package org.belfry.delivery.email;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.belfry.encryption.EncryptedText;
import org.belfry.encryption.SecretCipher;
import org.belfry.encryption.SecretColumn;
import org.belfry.platform.Secrets;

/** A text that only this installation knows, made when it is first needed. */
@Entity
@Table(name = "installation_secret")
public class InstallationSecret {

    @Id
    private String name;

    private EncryptedText secret;

    protected InstallationSecret() {}

    InstallationSecret(String name, SecretCipher secrets) {
        this.name = name;
        this.secret = secrets.encrypt(SecretColumn.LINK_SECRET, name, Secrets.token());
    }

    String secret(SecretCipher secrets) {
        return secrets.decrypt(SecretColumn.LINK_SECRET, name, secret);
    }
}
