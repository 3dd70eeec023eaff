package org.belfry.access;

import static org.belfry.access.AccessTable.Target.FOREIGN;
import static org.belfry.access.AccessTable.Target.OTHER;
import static org.belfry.access.AccessTable.Target.OWN;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Who may do what: every route of the API, for every kind of credential, on whatever is whose. */
final class AccessTable {

    /** The credentials, in the order of the columns below. All but the last belong to one organization. */
    enum Who {
        NOBODY,
        VIEWER,
        OPERATOR,
        ADMIN,
        /** Keys that are bound to the recipient of {@link Target#OWN}. */
        BOUND_VIEWER,
        BOUND_OPERATOR,
        BOUND_ADMIN,
        /** A session of an account without a role, whose inbox is {@link Target#OWN}. */
        PERSON,
        /** A token for the recipient of {@link Target#OWN}. */
        TOKEN,
        /** An admin of another organization. */
        STRANGER
    }

    /** Whose it is that the call is about. */
    enum Target {
        /** Of the recipient to whom keys are bound, and who the person is. */
        OWN,
        /** Of another recipient of the same organization. The stranger's has one of either name, too. */
        OTHER,
        /** Of a recipient of the stranger's organization. */
        FOREIGN
    }

    /** What a call does, and with it what is answered: a status, {@code 2} for success, {@code 0} for a success of nothing. */
    record Rule(Map<Target, List<String>> answers) {

        static Rule of(Target target, String columns) {
            return new Rule(Map.of()).and(target, columns);
        }

        Rule and(Target target, String columns) {
            var all = new EnumMap<Target, List<String>>(Target.class);
            all.putAll(answers);
            all.put(target, List.of(columns.strip().split("\\s+")));
            return new Rule(all);
        }

        String answer(Target target, Who who) {
            return answers.get(target).get(who.ordinal());
        }
    }

    /**
     * @param path below {@code /api}; {@code {notification}}, {@code {recipient}} and so on stand for the target's
     * @param body null for none
     */
    record Route(String method, String path, String body, Rule rule) {

        boolean changes() {
            return !method.equals("GET");
        }

        /** As the code declares it: without query, and with nameless parameters. */
        String declared() {
            return method + " " + path.replaceFirst("\\?.*", "").replaceAll("\\{[^}]*}", "{}");
        }

        @Override
        public String toString() {
            return method + " " + path + (body == null ? "" : " " + body);
        }
    }

    // Columns:                nobody viewer operator admin   bound: viewer operator admin   person token stranger

    private static final Rule SIGNED_IN = Rule.of(OWN, "401 2   2   2    2   2   2    2   2   2");

    private static final Rule READ_NAMED = Rule.of(OWN, "401 2   2   2    2   2   2    2   2   2")
            .and(OTHER, "401 2   2   2    404 404 404  404 404 2");

    private static final Rule READ_ONE = Rule.of(OWN, "401 2   2   2    2   2   2    2   2   404")
            .and(OTHER, "401 2   2   2    404 404 404  404 404 404")
            .and(FOREIGN, "401 404 404 404  404 404 404  404 404 2");

    private static final Rule CHANGE_ONE = Rule.of(OWN, "401 403 2   2    403 2   2    2   2   404")
            .and(OTHER, "401 403 2   2    404 404 404  404 404 404")
            .and(FOREIGN, "401 404 404 404  404 404 404  404 404 2");

    private static final Rule CHANGE_IDS = Rule.of(OWN, "401 403 2   2    403 2   2    2   2   0")
            .and(OTHER, "401 403 2   2    403 0   0    0   0   0")
            .and(FOREIGN, "401 403 0   0    403 0   0    0   0   2");

    private static final Rule CHANGE_NAMED = Rule.of(OWN, "401 403 2   2    403 2   2    2   2   0")
            .and(OTHER, "401 403 2   2    403 404 404  404 404 0");

    private static final Rule REMOVE_IDS = Rule.of(OWN, "401 403 403 2    403 403 2    403 403 0")
            .and(OTHER, "401 403 403 2    403 403 0    403 403 0")
            .and(FOREIGN, "401 403 403 0    403 403 0    403 403 2");

    private static final Rule REMOVE_NAMED = Rule.of(OWN, "401 403 403 2    403 403 2    403 403 0")
            .and(OTHER, "401 403 403 2    403 403 404  403 403 0");

    private static final Rule SEND = Rule.of(OWN, "401 403 2   2    403 2   2    403 403 2")
            .and(OTHER, "401 403 2   2    403 403 403  403 403 2");

    private static final Rule SEE_RECIPIENT = Rule.of(OWN, "401 2   2   2    2   2   2    2   2   2")
            .and(OTHER, "401 2   2   2    404 404 404  404 404 2")
            .and(FOREIGN, "401 404 404 404  404 404 404  404 404 2");

    private static final Rule DESCRIBE_RECIPIENT = Rule.of(OWN, "401 403 2   2    403 2   2    403 403 2")
            .and(OTHER, "401 403 2   2    403 404 404  403 403 2");

    private static final Rule LIST = Rule.of(OWN, "401 2   2   2    403 403 403  403 403 2");

    private static final Rule ERASE_RECIPIENT = Rule.of(OWN, "401 403 403 2    403 403 403  403 403 404");

    private static final Rule CHOOSE = Rule.of(OWN, "401 403 2   2    403 2   2    2   2   2")
            .and(OTHER, "401 403 2   2    403 404 404  404 404 2");

    private static final Rule SEE_SOURCE = Rule.of(OWN, "401 2   2   2    403 403 403  403 403 404");

    private static final Rule REPORT_SOURCE = Rule.of(OWN, "401 403 2   2    403 403 403  403 403 2");

    private static final Rule CONFIGURE = Rule.of(OWN, "401 403 403 2    403 403 403  403 403 2");

    private static final Rule CONFIGURE_ONE = Rule.of(OWN, "401 403 403 2    403 403 403  403 403 404");

    /** The delivery is neither dead nor uncertain, which only those are told who may retry it. */
    private static final Rule RETRY = Rule.of(OWN, "401 403 403 409  403 403 403  403 403 404");

    private static final Rule NO_CIRCUIT = Rule.of(OWN, "401 403 403 404  403 403 403  403 403 404");

    private static final Rule PLATFORM = Rule.of(OWN, "401 403 403 403  403 403 403  403 403 403");

    /** What belongs to an inbox, and to its owner and the admins alone: to make, or to list it. */
    private static final Rule OWN_OR_ADMIN = Rule.of(OWN, "401 404 404 2    404 2   2    2   2   2")
            .and(OTHER, "401 404 404 2    404 404 404  404 404 2");

    private static final Rule OWN_OR_ADMIN_ONE = Rule.of(OWN, "401 404 404 2    404 2   2    2   2   404")
            .and(OTHER, "401 404 404 2    404 404 404  404 404 404")
            .and(FOREIGN, "401 404 404 404  404 404 404  404 404 2");

    /** The same, where what is set up outlasts the credential. */
    private static final Rule SET_UP_OWN = Rule.of(OWN, "401 404 404 2    404 403 403  2   403 2")
            .and(OTHER, "401 404 404 2    404 404 404  404 404 2");

    private static final Rule SET_UP_OWN_ONE = Rule.of(OWN, "401 404 404 2    404 403 403  2   403 404")
            .and(OTHER, "401 404 404 2    404 404 404  404 404 404")
            .and(FOREIGN, "401 404 404 404  404 404 404  404 404 2");

    private static final Rule SCHEDULE = Rule.of(OWN, "401 403 2   2    403 2   2    403 403 2")
            .and(OTHER, "401 403 2   2    403 404 404  403 403 2");

    private static final Rule CHANGE_SCHEDULE = Rule.of(OWN, "401 403 2   2    403 2   2    403 403 404")
            .and(OTHER, "401 403 2   2    403 404 404  403 403 404")
            .and(FOREIGN, "401 403 404 404  403 404 404  403 403 2");

    /** Only a session can be signed out. */
    private static final Rule SIGN_OUT = Rule.of(OWN, "401 400 400 400  400 400 400  2   400 400");

    private static final Rule CHANGE_PASSWORD = Rule.of(OWN, "401 403 403 403  403 403 403  2   403 403");

    /** Open to everybody; the test of the sessions has its own cases. */
    private static final Rule OPEN = Rule.of(OWN, "2   2   2   2    2   2   2    2   2   2");

    /** The link in an e-mail decides, which this one is not; its own test has good ones. Nobody's credentials are looked at. */
    static final Rule LINK = Rule.of(OWN, "400 400 400 400  400 400 400  400 400 400");

    static final List<Route> ROUTES = routes();

    private AccessTable() {}

    private static List<Route> routes() {
        var routes = new ArrayList<Route>();
        routes.add(new Route("GET", "/notifications?recipient={recipient}", null, READ_NAMED));
        routes.add(new Route("GET", "/notifications/unread-count?recipient={recipient}", null, READ_NAMED));
        routes.add(new Route("GET", "/notifications/{notification}", null, READ_ONE));
        routes.add(new Route("PUT", "/notifications", "{'ids':[{notification}]}", CHANGE_IDS));
        routes.add(new Route("PUT", "/notifications", "{'recipient':'{recipient}','markAllRead':true}", CHANGE_NAMED));
        routes.add(
                new Route("POST", "/notifications", "{'action':'mark-delivered','agent':'{recipient}'}", CHANGE_NAMED));
        routes.add(new Route("DELETE", "/notifications", "{'ids':[{notification}]}", REMOVE_IDS));
        routes.add(new Route(
                "DELETE", "/notifications", "{'recipient':'{recipient}','olderThan':9999999999}", REMOVE_NAMED));
        for (var action : List.of("read", "unread", "archive", "unarchive", "unsnooze")) {
            routes.add(new Route("POST", "/notifications/{notification}/" + action, null, CHANGE_ONE));
        }
        routes.add(new Route("POST", "/notifications/{notification}/snooze", "{'until':9999999999}", CHANGE_ONE));
        routes.add(new Route("POST", "/notifications/read-all?recipient={recipient}", null, CHANGE_NAMED));

        routes.add(new Route("POST", "/events", "{'type':'mention','title':'x','recipients':['{recipient}']}", SEND));
        routes.add(new Route("GET", "/events/{event}", null, READ_ONE));
        routes.add(new Route("GET", "/sources/{kind}/{source}", null, SEE_SOURCE));
        routes.add(new Route("PUT", "/sources/{kind}/{source}", "{'status':'changed'}", REPORT_SOURCE));

        routes.add(new Route("GET", "/types", null, SIGNED_IN));
        routes.add(new Route("GET", "/types/{type}", null, SIGNED_IN));
        var type =
                "'category':'access','title':'x','message':'x','channels':{'in_app':true,'email':false,'webhook':false}}";
        routes.add(new Route("POST", "/types", "{'code':'{unique}'," + type, CONFIGURE));
        routes.add(new Route("PUT", "/types/{type}", "{" + type, CONFIGURE_ONE));
        routes.add(new Route("DELETE", "/types/{type}", null, CONFIGURE_ONE));
        routes.add(new Route(
                "PUT", "/types/{type}/channels", "{'in_app':true,'email':true,'webhook':false}", CONFIGURE_ONE));
        routes.add(new Route("DELETE", "/types/{type}/channels", null, CONFIGURE_ONE));
        routes.add(new Route("POST", "/types/{type}/preview", "{}", CONFIGURE_ONE));
        routes.add(new Route("GET", "/recipients", null, LIST));
        routes.add(new Route("GET", "/recipients/{recipient}", null, SEE_RECIPIENT));
        routes.add(new Route("PUT", "/recipients/{recipient}", "{'display_name':'X'}", DESCRIBE_RECIPIENT));
        routes.add(new Route("DELETE", "/recipients/{erased}", null, ERASE_RECIPIENT));

        routes.add(new Route("GET", "/preferences?recipient={recipient}", null, READ_NAMED));
        routes.add(new Route("PUT", "/preferences?recipient={recipient}", "{'locale':'en-GB'}", CHOOSE));
        routes.add(new Route("GET", "/unsubscribe?token=none", null, LINK));
        routes.add(new Route("POST", "/unsubscribe?token=none", null, LINK));
        routes.add(new Route("GET", "/read?token=none", null, LINK));
        routes.add(new Route("POST", "/read?token=none", null, LINK));
        routes.add(new Route("GET", "/topics?recipient={recipient}", null, READ_NAMED));
        routes.add(new Route("GET", "/topics/{kind}/subscribers", null, LIST));
        routes.add(new Route("POST", "/topics/{kind}/subscribers", "{'recipients':['{recipient}']}", REPORT_SOURCE));
        routes.add(new Route("PUT", "/topics/{kind}/subscribers/{recipient}", null, REPORT_SOURCE));
        routes.add(new Route("DELETE", "/topics/{kind}/subscribers/{recipient}", null, CHOOSE));

        routes.add(new Route("GET", "/audit", null, CONFIGURE));
        routes.add(new Route("GET", "/audit/verify", null, CONFIGURE));
        routes.add(new Route("GET", "/health/integrity", null, CONFIGURE));
        routes.add(new Route("POST", "/health/integrity/repair", null, CONFIGURE));

        routes.add(new Route("GET", "/keys", null, CONFIGURE));
        routes.add(new Route("POST", "/keys", "{'name':'x','role':'viewer'}", CONFIGURE));
        routes.add(new Route("DELETE", "/keys/{key}", null, CONFIGURE_ONE));
        routes.add(new Route("GET", "/accounts", null, CONFIGURE));
        routes.add(new Route("POST", "/accounts", "{'account':'{unique}','password':'a long password'}", CONFIGURE));
        routes.add(new Route("GET", "/accounts/{account}", null, CONFIGURE_ONE));
        routes.add(new Route("PUT", "/accounts/{account}", "{'enabled':false}", CONFIGURE_ONE));
        routes.add(new Route("DELETE", "/accounts/{account}", null, CONFIGURE_ONE));
        routes.add(new Route("GET", "/organizations", null, PLATFORM));
        routes.add(new Route("POST", "/organizations", "{'code':'{unique}','name':'x'}", PLATFORM));
        routes.add(new Route("GET", "/organizations/{organization}", null, CONFIGURE_ONE));
        routes.add(new Route("PUT", "/organizations/{organization}", "{'name':'X'}", CONFIGURE_ONE));
        routes.add(new Route("GET", "/organizations/{organization}/quotas", null, CONFIGURE_ONE));
        routes.add(new Route("PUT", "/organizations/{organization}/quotas", "{'topics':null}", PLATFORM));
        routes.add(new Route("GET", "/deliveries", null, CONFIGURE));
        routes.add(new Route("GET", "/deliveries/{delivery}", null, CONFIGURE_ONE));
        routes.add(new Route("POST", "/deliveries/{delivery}/retry", null, RETRY));
        routes.add(new Route("POST", "/deliveries/retry", "{'from':1,'until':2}", CONFIGURE));
        routes.add(new Route("GET", "/deliveries/circuits", null, CONFIGURE));
        routes.add(new Route("POST", "/deliveries/circuits/{circuit}/close", null, NO_CIRCUIT));
        var webhook = "{'url':'https://hooks.example.org/'";
        routes.add(new Route("GET", "/webhooks", null, CONFIGURE));
        routes.add(new Route("POST", "/webhooks", webhook + "}", CONFIGURE));
        routes.add(new Route("GET", "/webhooks?recipient={recipient}", null, OWN_OR_ADMIN));
        routes.add(new Route("POST", "/webhooks", webhook + ",'recipient':'{recipient}'}", SET_UP_OWN));
        routes.add(new Route("GET", "/webhooks/{webhook}", null, OWN_OR_ADMIN_ONE));
        routes.add(new Route("PUT", "/webhooks/{webhook}", "{'enabled':false}", SET_UP_OWN_ONE));
        routes.add(new Route("DELETE", "/webhooks/{webhook}", null, OWN_OR_ADMIN_ONE));
        routes.add(new Route("POST", "/webhooks/{webhook}/secret", "{}", SET_UP_OWN_ONE));
        routes.add(new Route("POST", "/webhooks/{webhook}/test", null, OWN_OR_ADMIN_ONE));
        var threshold =
                "'type':'execution.failed','amount':1000000,'within':60,'raises':'alert_triggered','recipients':['{recipient}']}";
        routes.add(new Route("GET", "/thresholds", null, CONFIGURE));
        routes.add(new Route("POST", "/thresholds", "{'name':'{unique}'," + threshold, CONFIGURE));
        routes.add(new Route("GET", "/thresholds/{threshold}", null, CONFIGURE_ONE));
        routes.add(new Route("PUT", "/thresholds/{threshold}", "{'name':'{unique}'," + threshold, CONFIGURE_ONE));
        routes.add(new Route("DELETE", "/thresholds/{threshold}", null, CONFIGURE_ONE));

        routes.add(new Route("GET", "/schedules", null, SIGNED_IN));
        routes.add(new Route("GET", "/schedules?owner={recipient}", null, READ_NAMED));
        routes.add(new Route(
                "POST",
                "/schedules",
                "{'resource_type':'report','resource_id':7,'action':'send','at':9999999999,'owner':'{recipient}'}",
                SCHEDULE));
        routes.add(new Route("GET", "/schedules/{schedule}", null, READ_ONE));
        routes.add(new Route("PUT", "/schedules/{schedule}", "{'project':'X'}", CHANGE_SCHEDULE));
        routes.add(new Route("DELETE", "/schedules/{schedule}", null, CHANGE_SCHEDULE));
        routes.add(new Route("POST", "/schedules/{schedule}/run", null, CHANGE_SCHEDULE));

        routes.add(new Route("GET", "/presence", null, LIST));
        routes.add(new Route("GET", "/retention", null, CONFIGURE));
        routes.add(new Route("POST", "/retention/run", null, CONFIGURE));
        routes.add(new Route("GET", "/retention/settings", null, CONFIGURE));
        routes.add(new Route("PUT", "/retention/settings", "{'read_days':null}", CONFIGURE));

        routes.add(new Route("POST", "/session", "{'account':'{account}','password':'a long password'}", OPEN));
        routes.add(new Route("GET", "/session", null, SIGNED_IN));
        routes.add(new Route("DELETE", "/session", null, SIGN_OUT));
        routes.add(new Route(
                "PUT",
                "/session/password",
                "{'current':'a long password','password':'another long password'}",
                CHANGE_PASSWORD));
        routes.add(new Route("POST", "/session/reauthenticate", "{'password':'a long password'}", CHANGE_PASSWORD));
        routes.add(new Route("POST", "/tokens", "{'recipient':'{recipient}'}", DESCRIBE_RECIPIENT));
        routes.add(new Route("POST", "/stream/tickets?recipient={recipient}", null, READ_NAMED));
        routes.add(new Route("GET", "/notifications/stream?recipient={recipient}", null, READ_NAMED));
        return List.copyOf(routes);
    }
}
