package org.belfry.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import org.belfry.catalog.Channel;
import org.belfry.platform.Problem;
import org.belfry.platform.QueryParameters;

/**
 * Which deliveries of an organization; null for any.
 *
 * @param from those that were made in this second (Unix time), or later
 * @param until those that were made before this second
 */
public record DeliveryFilter(
        DeliveryState state, Channel channel, String recipient, String type, Long from, Long until) {

    /** Any. */
    public static final DeliveryFilter ALL = new DeliveryFilter(null, null, null, null, null, null);

    /**
     * Of a query; null or empty for any.
     *
     * @throws Problem 400 for a state or a channel that there is none of, and for a time that is none
     */
    public static DeliveryFilter read(
            String state, String channel, String recipient, String type, String from, String until) {
        return new DeliveryFilter(
                oneOf("state", state, DeliveryState.class),
                oneOf("channel", channel, Channel.class),
                QueryParameters.text("recipient", recipient),
                QueryParameters.text("type", type),
                second("from", from),
                second("until", until));
    }

    private static Long second(String field, String value) {
        var second = QueryParameters.integer(field, value, -1, 0);
        return second < 0 ? null : second;
    }

    private static <E extends Enum<E>> E oneOf(String field, String value, Class<E> type) {
        var code = QueryParameters.text(field, value);
        if (code == null) {
            return null;
        }
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(code)) {
                return constant;
            }
        }
        throw Problem.invalid(field, "is not a known value");
    }

    /** The same of one state only. */
    public DeliveryFilter in(DeliveryState other) {
        return new DeliveryFilter(other, channel, recipient, type, from, until);
    }

    /**
     * The conditions in JPQL, on {@code d} and {@code e}, each with the value of its parameter; that of the recipient is its id. The state
     * is none: with it in the text the database finds its partial index.
     *
     * @param recipientId of the recipient; of no meaning where there is none
     */
    Map<String, Object> conditions(long recipientId) {
        var conditions = new LinkedHashMap<String, Object>();
        if (state != null) {
            conditions.put("d.state = '" + state.code() + "'", null);
        }
        if (channel != null) {
            conditions.put("d.channel = :channel", channel.code());
        }
        if (recipient != null) {
            conditions.put("d.recipientId = :recipient", recipientId);
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
