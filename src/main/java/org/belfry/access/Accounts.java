package org.belfry.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** The accounts of people. */
@ApplicationScoped
@Transactional
public class Accounts {

    @PersistenceContext
    private EntityManager entities;

    public Optional<Account> find(String name) {
        return entities.createQuery("select a from Account a where a.name = :name", Account.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }
}
