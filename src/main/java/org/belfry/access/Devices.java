package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.HashMap;
import org.belfry.platform.Secrets;
import org.belfry.platform.UnixTime;

/** Remembers from which devices people sign in, and has it told when one was not seen before. */
@ApplicationScoped
class Devices {

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AccountNotifier notifier;

    @Inject
    private UnixTime time;

    /**
     * Remembers the device of an account whose row the caller has locked.
     *
     * @return the token that the device's cookie is to hold. One that this account does not know is not taken over: it may
     *     have been planted.
     */
    @Transactional(TxType.MANDATORY)
    public String signIn(Account account, Device device) {
        var now = time.now();
        var memory = memory(account.id());
        var presented = device.digest();
        var token = presented != null && memory.knows(presented) ? device.token() : Secrets.token();
        var sighting = memory.see(
                presented, KnownDevices.digest(token), KnownDevices.digest(device.userAgent(), device.address()), now);
        for (var digest : sighting.noted()) {
            if (memory.knows(digest)) {
                execute("update device set seen_at = ?3 where account_id = ?1 and hash = ?2", account, digest, now);
            } else {
                execute("insert into device (account_id, hash, seen_at) values (?1, ?2, ?3)", account, digest, now);
            }
        }
        for (var digest : sighting.forgotten()) {
            entities.createNativeQuery("delete from device where account_id = ?1 and hash = ?2")
                    .setParameter(1, account.id())
                    .setParameter(2, digest)
                    .executeUpdate();
        }
        if (sighting.isNew()) {
            notifier.newDevice(account, device.address(), device.shownName());
        }
        return token;
    }

    /** Whether somebody has signed in from a device, to any account. */
    @Transactional
    public boolean isKnown(String token) {
        var digest = Device.digest(token);
        return digest != null
                && !entities.createNativeQuery("select account_id from device where hash = ?1")
                        .setParameter(1, digest)
                        .setMaxResults(1)
                        .getResultList()
                        .isEmpty();
    }

    private KnownDevices memory(long accountId) {
        var seen = new HashMap<String, Long>();
        for (var row : entities.createNativeQuery("select hash, seen_at from device where account_id = ?1")
                .setParameter(1, accountId)
                .getResultList()) {
            var columns = (Object[]) row;
            seen.put((String) columns[0], ((Number) columns[1]).longValue());
        }
        return new KnownDevices(seen);
    }

    private void execute(String statement, Account account, String digest, long now) {
        entities.createNativeQuery(statement)
                .setParameter(1, account.id())
                .setParameter(2, digest)
                .setParameter(3, now)
                .executeUpdate();
    }
}
