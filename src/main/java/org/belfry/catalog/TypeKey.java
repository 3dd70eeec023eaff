package org.belfry.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.Objects;

/** What an organization says about one type is found by both. */
@Embeddable
public class TypeKey implements Serializable {

    private static final long serialVersionUID = 1L;

    @Column(name = "organization_id")
    private long organizationId;

    private String type;

    protected TypeKey() {}

    public TypeKey(long organizationId, String type) {
        this.organizationId = organizationId;
        this.type = type;
    }

    public String type() {
        return type;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TypeKey key && key.organizationId == organizationId && key.type.equals(type);
    }

    @Override
    public int hashCode() {
        return Objects.hash(organizationId, type);
    }
}
