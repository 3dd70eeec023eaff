package org.belfry.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import org.belfry.catalog.Channel;

/**
 * Which deliveries of an organization; null for any.
 *
 * @param from those that were made in this second (Unix time), or later
 * @param until those that were made before this second
 */
public record DeliveryFilter(
        DeliveryState state, Channel channel, String recipient, String type, Long from, Long until) {

    /**
     * The conditions in JPQL, on {@code d}, {@code r} and {@code e}, each with the value of its parameter. The state is none: with it
     * in the text the database finds its partial index.
     */
    Map<String, Object> conditions() {
        var conditions = new LinkedHashMap<String, Object>();
        if (state != null) {
            conditions.put("d.state = '" + state.code() + "'", null);
        }
        if (channel != null) {
            conditions.put("d.channel = :channel", channel.code());
        }
        if (recipient != null) {
            conditions.put("r.name = :recipient", recipient);
        }
        if (type != null) {
            conditions.put("e.type = :type", type);
        }
        if (from != null) {
            conditions.put("d.createdAt >= :from", from);
        }
        if (until != null) {
            conditions.put("d.createdAt < :until", until);
        }
        return conditions;
    }
}
