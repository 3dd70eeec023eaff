package org.belfry.encryption;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Columns hold the text as it is: only who knows the row can decrypt it. */
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
