package org.belfry.openapi

import com.google.gson.Gson
import org.belfry.client.apis.EventsApi
import org.belfry.client.apis.NotificationsApi
import org.belfry.client.infrastructure.ApiClient
import org.belfry.client.infrastructure.ClientError
import org.belfry.client.infrastructure.ClientException
import org.belfry.client.models.Heartbeat
import org.belfry.client.models.MarkRead
import org.belfry.client.models.NewEvent
import org.belfry.client.models.NewEvents
import org.belfry.client.models.Priority
import org.belfry.client.models.Problem
import org.belfry.client.models.SourceId
import org.belfry.client.models.SourceReport

/**
 * A producer and an agent, with nothing but the client that was generated of /openapi. It ends with an exception where
 * something is not as documented.
 */
fun main(arguments: Array<String>) {
    val (base, key, agent) = arguments
    ApiClient.apiKey["x-api-key"] = key
    val events = EventsApi(base)
    val notifications = NotificationsApi(base)

    val receipt = events.postEvent(
        newEvents = NewEvents(NewEvent(
            type = "task_assigned",
            recipients = listOf(agent),
            title = "Look at this",
            priority = NewEvent.Priority.high,
            source = SourceReport(type = "task", id = SourceId(42L), title = "Analyze"),
            data = mapOf("quarter" to "Q4"),
        )),
    )
    val id = checkNotNull(receipt.outcomes.single().notificationId)

    val heartbeat = Heartbeat(Heartbeat.Action.markMinusDelivered, agent)
    val claimed = notifications.heartbeat(heartbeat)
    check(claimed.delivered == 1 && claimed.notifications.single().id == id) { "$claimed" }
    check(notifications.heartbeat(heartbeat).delivered == 0) { "a second heartbeat was given something" }

    val listed = notifications.listNotifications(recipient = agent, unreadOnly = true).notifications.single()
    check(listed.id == id && listed.title == "Look at this" && listed.priority == Priority.high) { "$listed" }
    check(listed.sourceId?.actualInstance == 42L && listed.source?.title == "Analyze") { "$listed" }
    check(listed.readAt == null && listed.deliveredAt != null) { "$listed" }

    check(notifications.markRead(MarkRead(ids = listOf(id))).markedAsRead == 1L) { "it was not marked read" }
    check(notifications.getUnreadCount(recipient = agent).unreadCount == 0L) { "it still counts as unread" }
    check(notifications.getNotification(id).readAt != null) { "it has no time of reading" }

    try {
        notifications.listNotifications(recipient = agent, limit = 0)
        error("a limit of 0 was taken")
    } catch (e: ClientException) {
        val problem = Gson().fromJson("${(e.response as ClientError<*>).body}", Problem::class.java)
        check(e.statusCode == 400 && problem.status == 400) { "$problem" }
        check(problem.violations?.single()?.field == "limit" && problem.error.contains("limit")) { "$problem" }
    }
}
