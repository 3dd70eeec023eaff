package org.belfry.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.belfry.access.FreshSignIn;
import org.belfry.access.ResourceQuota;
import org.belfry.access.ResourceQuotas;
import org.belfry.audit.Action;
import org.belfry.audit.Audit;
import org.belfry.platform.JsonInput;
import org.belfry.platform.Problem;
import org.belfry.platform.RetryOnConflict;

/** What an organization's admins make of the types: their own ones, and the channels of all. */
@ApplicationScoped
@Transactional
public class CustomTypes {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private ResourceQuotas quotas;

    @Inject
    private Catalog catalog;

    @Inject
    private Audit audit;

    /**
     * @return its code
     * @throws Problem 400 that names each field in which something is wrong, 409 where there is a type of that code already
     */
    @RetryOnConflict
    public String create(long organizationId, JsonInput input) {
        var code = TypeInput.code(input);
        var draft = TypeInput.draft(input);
        input.check();
        var reserved = catalog.reserved(code);
        if (reserved.isPresent() && catalog.shipped(code).isEmpty()) {
            throw Problem.invalid("code", "looks like %s, a built-in type; choose another code", reserved.get());
        }
        if (catalog.shipped(code).isPresent() || id(organizationId, code).isPresent()) {
            throw Problem.of(409, "A type with this code already exists");
        }
        quotas.require(ResourceQuota.TYPES, organizationId, 1, () -> count(organizationId));
        var type = new NotificationType(organizationId, code, draft);
        entities.persist(type);
        entities.flush();
        audit.record(organizationId, Action.TYPE_CREATED, code, null, type.described());
        return code;
    }

    private long count(long organizationId) {
        return entities.createQuery(
                        "select count(t) from NotificationType t where t.organizationId = :organization", Long.class)
                .setParameter("organization", organizationId)
                .getSingleResult();
    }

    /**
     * @throws Problem 400 that names each field in which something is wrong, 404 where there is no such type, 409 for a shipped
     *     one
     */
    @RetryOnConflict
    public void replace(long organizationId, String code, JsonInput input) {
        var draft = TypeInput.draft(input);
        input.check();
        var type = own(organizationId, code);
        var override = entities.find(ChannelDefault.class, new TypeKey(organizationId, code));
        if (draft.mandatory() && override != null && !override.defaults().notifiesSomewhere()) {
            throw Problem.invalid(
                    "mandatory", "must not be true while the organization's channels of this type are all off");
        }
        var before = type.described();
        type.become(draft);
        audit.changed(organizationId, Action.TYPE_CHANGED, code, before, type.described());
    }

    /**
     * Removes it with the organization's channels for it; what was told stays.
     *
     * @throws Problem 404 where there is no such type, 409 for a shipped one
     */
    @RetryOnConflict
    @FreshSignIn
    public void remove(long organizationId, String code) {
        var type = own(organizationId, code);
        entities.remove(type);
        removeOverride(organizationId, code);
        audit.record(organizationId, Action.TYPE_REMOVED, code, type.described(), null);
    }

    /**
     * @throws Problem 400 that names each field in which something is wrong, and where a mandatory type would tell nowhere; 404
     *     where there is no such type
     */
    @RetryOnConflict
    public void setChannels(long organizationId, String code, JsonInput input) {
        var settings = TypeInput.settings(input);
        input.check();
        if (isMandatory(organizationId, code) && !settings.containsValue(ChannelSetting.ON)) {
            throw Problem.invalid("in_app", "must be true unless another channel is: this type is mandatory");
        }
        override(organizationId, code, settings);
    }

    /**
     * Sets one channel of several types: of all of them or, where one of them cannot be so, of none.
     *
     * @param setting null for what each type has by itself
     * @return how many were not so before
     * @throws Problem 404 where there is no such type, 409 where a mandatory one would tell nowhere
     */
    @RetryOnConflict
    public int setChannel(long organizationId, SortedSet<String> codes, Channel channel, ChannelSetting setting) {
        var changed = 0;
        for (var code : codes) {
            var mandatory = isMandatory(organizationId, code);
            entities.find(ChannelDefault.class, new TypeKey(organizationId, code), LockModeType.PESSIMISTIC_WRITE);
            var type = catalog.known(organizationId, code).orElseThrow(() -> Problem.notFound("Type"));
            var byItself = ChannelDefaults.ofType(type.type().channels()).settings();
            var settings = new EnumMap<>(type.defaults().settings());
            var wanted = setting == null ? byItself.get(channel) : setting;
            if (settings.put(channel, wanted) == wanted) {
                continue;
            }
            if (mandatory && !settings.containsValue(ChannelSetting.ON)) {
                throw Problem.of(
                        409,
                        "Nothing was changed: %s is mandatory and needs at least one channel. Turn on another channel first",
                        code);
            }
            if (setting == null && settings.equals(byItself)) {
                resetChannels(organizationId, code);
            } else {
                override(organizationId, code, settings);
            }
            changed++;
        }
        return changed;
    }

    /** @throws Problem 404 where there is no such type */
    private boolean isMandatory(long organizationId, String code) {
        return catalog.shipped(code)
                .map(EventType::mandatory)
                .or(() -> locked(organizationId, code).map(NotificationType::mandatory))
                .orElseThrow(() -> Problem.notFound("Type"));
    }

    private void override(long organizationId, String code, Map<Channel, ChannelSetting> settings) {
        var override = entities.find(ChannelDefault.class, new TypeKey(organizationId, code));
        var before = override == null ? null : override.defaults().described();
        if (override == null) {
            override = new ChannelDefault(organizationId, code, settings);
            entities.persist(override);
        } else {
            override.set(settings);
        }
        entities.flush();
        var after = override.defaults().described();
        if (!after.equals(before)) {
            audit.record(organizationId, Action.CHANNELS_CHANGED, code, before, after);
        }
    }

    /** Returns to the type's own channels. */
    @RetryOnConflict
    public void resetChannels(long organizationId, String code) {
        var override = entities.find(ChannelDefault.class, new TypeKey(organizationId, code));
        if (removeOverride(organizationId, code) && override != null) {
            audit.record(
                    organizationId,
                    Action.CHANNELS_RESET,
                    code,
                    override.defaults().described(),
                    null);
        }
    }

    private boolean removeOverride(long organizationId, String code) {
        return entities.createQuery(
                                "delete from ChannelDefault d where d.key.organizationId = :id and d.key.type = :code")
                        .setParameter("id", organizationId)
                        .setParameter("code", code)
                        .executeUpdate()
                > 0;
    }

    private NotificationType own(long organizationId, String code) {
        if (catalog.shipped(code).isPresent()) {
            throw Problem.of(
                    409,
                    "This type is built into Belfry; only its channels can be changed, with PUT /api/types/%s/channels",
                    code);
        }
        return locked(organizationId, code).orElseThrow(() -> Problem.notFound("Type"));
    }

    /** Its lock orders what is changed of the type and of its channels. */
    private Optional<NotificationType> locked(long organizationId, String code) {
        return id(organizationId, code)
                .map(id -> entities.find(NotificationType.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    private Optional<Long> id(long organizationId, String code) {
        return entities.createQuery(
                        "select t.id from NotificationType t where t.organizationId = :organization and t.code = :code",
                        Long.class)
                .setParameter("organization", organizationId)
                .setParameter("code", code)
                .getResultStream()
                .findFirst();
    }
}
