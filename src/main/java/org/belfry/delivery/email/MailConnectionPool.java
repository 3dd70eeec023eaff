package org.belfry.delivery.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The connections to a provider. One is kept for a short while after a message was taken, for the next one; no connection ever
 * serves two threads, and one on which anything went wrong is thrown away.
 */
final class MailConnectionPool implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(MailConnectionPool.class.getName());

    /** Makes a transport that is connected. */
    @FunctionalInterface
    interface Opener {

        Transport open() throws MessagingException;
    }

    private final Opener opener;
    private final TrackingSocketFactory sockets;
    private final int atMost;
    private final MailTimeouts timeouts;
    private final ScheduledThreadPoolExecutor alarm;

    /** The one used last is the first. */
    private final Deque<Connection> idle = new ArrayDeque<>();

    private boolean closed;

    /**
     * @param sockets that the transports are made of
     * @param atMost connections that are kept
     */
    MailConnectionPool(Opener opener, TrackingSocketFactory sockets, int atMost, MailTimeouts timeouts) {
        this.opener = opener;
        this.sockets = sockets;
        this.atMost = atMost;
        this.timeouts = timeouts;
        alarm = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "belfry-mail-alarm");
            thread.setDaemon(true);
            return thread;
        });
        alarm.setRemoveOnCancelPolicy(true);
    }

    /** Sends once; again on a new connection only where a kept one turned out to be gone before anything was handed over. */
    void send(OutboxMessage message) throws MessagingException {
        var kept = takeIdle();
        if (kept != null) {
            try {
                transmit(kept, message);
                return;
            } catch (MessagingException e) {
                if (message.handedOver() || !SmtpOutcome.isStale(e)) {
                    throw e;
                }
            }
        }
        transmit(new Connection(), message);
    }

    /** How many are kept now. */
    synchronized int idle() {
        return idle.size();
    }

    private void transmit(Connection connection, OutboxMessage message) throws MessagingException {
        var breakOff = alarm.schedule(connection::breakOff, timeouts.whole().toMillis(), TimeUnit.MILLISECONDS);
        var taken = false;
        try {
            connection.send(message);
            taken = true;
        } finally {
            breakOff.cancel(false);
            if (!taken || !keep(connection)) {
                connection.close();
            }
        }
    }

    private Connection takeIdle() {
        var old = new ArrayList<Connection>();
        try {
            synchronized (this) {
                for (var next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
                    if (!next.isOld()) {
                        return next;
                    }
                    old.add(next);
                }
                return null;
            }
        } finally {
            old.forEach(Connection::close);
        }
    }

    private synchronized boolean keep(Connection connection) {
        if (closed || connection.isUsedUp() || idle.size() >= atMost) {
            return false;
        }
        connection.idleSince = System.nanoTime();
        idle.addFirst(connection);
        if (idle.size() == 1) {
            sweepLater();
        }
        return true;
    }

    private void sweepLater() {
        alarm.schedule(this::sweep, timeouts.idle().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Closes what nobody has used for a while. */
    private void sweep() {
        var old = new ArrayList<Connection>();
        synchronized (this) {
            while (!idle.isEmpty() && idle.getLast().isOld()) {
                old.add(idle.removeLast());
            }
            if (!idle.isEmpty() && !closed) {
                sweepLater();
            }
        }
        old.forEach(Connection::close);
    }

    @Override
    public void close() {
        var rest = new ArrayList<Connection>();
        synchronized (this) {
            closed = true;
            rest.addAll(idle);
            idle.clear();
        }
        rest.forEach(Connection::close);
        alarm.shutdownNow();
    }

    /** One connection, opened when it is used first. */
    private final class Connection {

        private Transport transport;
        private volatile Socket socket;
        private int messages;
        private long idleSince;

        void send(OutboxMessage message) throws MessagingException {
            if (transport == null) {
                open();
            } else if (!transport.isConnected()) {
                throw new MessagingException("the connection is gone");
            }
            transport.sendMessage(message, message.getAllRecipients());
            messages++;
            if (message.taken().isEmpty()) {
                message.taken(SmtpReply.last(transport));
            }
        }

        private void open() throws MessagingException {
            sockets.setListener(made -> socket = made);
            try {
                transport = opener.open();
            } finally {
                sockets.setListener(null);
            }
        }

        boolean isOld() {
            return System.nanoTime() - idleSince >= timeouts.idle().toNanos();
        }

        boolean isUsedUp() {
            return messages >= timeouts.messages();
        }

        /** From another thread: whatever the transport waits for fails. */
        void breakOff() {
            var open = socket;
            if (open != null) {
                try {
                    open.close();
                } catch (IOException e) {
                    LOG.log(Level.FINE, "A connection could not be closed", e);
                }
            }
        }

        /** The provider has answered the text by now: how it takes leave changes nothing. */
        void close() {
            closeQuietly(transport);
            breakOff();
        }
    }

    static void closeQuietly(Transport transport) {
        if (transport == null) {
            return;
        }
        try {
            transport.close();
        } catch (MessagingException | RuntimeException e) {
            LOG.fine("The mail server did not close the session");
        }
    }
}
