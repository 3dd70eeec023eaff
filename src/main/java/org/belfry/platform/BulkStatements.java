package org.belfry.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Statements about many rows by their ids, in the caller's transaction. PostgreSQL gets them all at once, in one parameter, so that
 * the statement is always the same. Derby gets them one by one: with many ids in a statement it looks through the whole table, and
 * waits for the rows of whoever else writes there.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class BulkStatements {

    private static final String PLACE = "{ids}";

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private Database database;

    /**
     * @param statement SQL that changes something, with a column and {@code {ids}} where the ids go: {@code delete from t where id {ids}}
     * @return how many rows it changed
     */
    public int execute(String statement, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        return switch (database.product()) {
            case POSTGRESQL ->
                entities.createNativeQuery(forAll(statement))
                        .setParameter(1, list(ids))
                        .executeUpdate();
            case DERBY ->
                new TreeSet<>(ids)
                        .stream()
                                .mapToInt(id -> entities.createNativeQuery(forOne(statement))
                                        .setParameter(1, id)
                                        .executeUpdate())
                                .sum();
        };
    }

    /** The rows that a query of several columns finds; see {@link #execute}. */
    public List<Object[]> select(String query, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return switch (database.product()) {
            case POSTGRESQL ->
                rows(entities.createNativeQuery(forAll(query))
                        .setParameter(1, list(ids))
                        .getResultList());
            case DERBY ->
                new TreeSet<>(ids)
                        .stream()
                                .flatMap(
                                        id -> rows(entities.createNativeQuery(forOne(query))
                                                        .setParameter(1, id)
                                                        .getResultList())
                                                .stream())
                                .toList();
        };
    }

    private static String forAll(String statement) {
        return statement.replace(PLACE, "= any (cast(string_to_array(?1, ',') as bigint[]))");
    }

    private static String forOne(String statement) {
        return statement.replace(PLACE, "= ?1");
    }

    private static String list(Collection<Long> ids) {
        return ids.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Object[]> rows(List<?> found) {
        var rows = new ArrayList<Object[]>();
        found.forEach(row -> rows.add((Object[]) row));
        return rows;
    }
}
