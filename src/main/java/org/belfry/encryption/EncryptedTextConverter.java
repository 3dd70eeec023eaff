package org.belfry.encryption;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores the encrypted text unchanged: decrypting it takes the row. */
@Converter(autoApply = true)
public class EncryptedTextConverter implements AttributeConverter<EncryptedText, String> {

    @Override
    public String convertToDatabaseColumn(EncryptedText text) {
        return text == null ? null : text.stored();
    }

    @Override
    public EncryptedText convertToEntityAttribute(String stored) {
        return stored == null ? null : new EncryptedText(stored);
    }
}
