package org.belfry.delivery.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import inet.ipaddr.IPAddress;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.belfry.platform.IpRanges;

/**
 * Keeps calls out of private networks. It stands where a name becomes addresses, and the connection is made to the very
 * addresses that it let through: a name that means something else a moment later gains nothing.
 */
final class AddressGuard implements DnsResolver, AutoCloseable {

    /** How a name becomes addresses. */
    interface Names {

        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** The system's resolver knows no time limit of ours. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int LOOK_UPS = 64;
    private static final long IDLE_SECONDS = 30;
    private static final long HOSTS_REMEMBERED = 10_000;
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final IpRanges allowed;
    private final boolean othersToo;
    private final Names names;
    private final Duration longest;
    private final ExecutorService lookUps;
    private final Cache<String, Boolean> inside = Caffeine.newBuilder()
            .maximumSize(HOSTS_REMEMBERED)
            .expireAfterAccess(REMEMBERED)
            .build();

    /**
     * @param allowed networks that calls may go to, whatever they are
     * @param othersToo whether calls may go to the open Internet too
     */
    AddressGuard(IpRanges allowed, boolean othersToo) {
        this(allowed, othersToo, InetAddress::getAllByName, LONGEST);
    }

    /** @param longest until the addresses of a name must be known */
    AddressGuard(IpRanges allowed, boolean othersToo, Names names, Duration longest) {
        this.allowed = allowed;
        this.othersToo = othersToo;
        this.names = names;
        this.longest = longest;
        lookUps =
                new ThreadPoolExecutor(0, LOOK_UPS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    var thread = new Thread(task, "belfry-webhook-names");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * All addresses of a host. One that is refused refuses them all: a name with addresses of both kinds is an attack.
     *
     * @throws BlockedAddressException where a call must not go there
     * @throws UnknownHostException where there is no such host, or nobody says so in time
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = lookUp(host);
        if (addresses == null || addresses.length == 0) {
            throw new UnknownHostException(host + " has no address");
        }
        for (var address : addresses) {
            check(host, address(address));
        }
        return addresses;
    }

    private void check(String host, IPAddress address) throws BlockedAddressException {
        if (allowed.hold(address)) {
            inside.put(key(host), true);
            return;
        }
        var otherwise = PublicAddress.otherwise(address);
        var what = otherwise != null
                ? otherwise.english()
                : othersToo ? null : "not in a network that plain http may go to";
        if (what != null) {
            throw new BlockedAddressException(
                    host + " resolves to " + address.toCanonicalString() + ", which is " + what);
        }
    }

    /** Whether a host has been seen in an allowed network: what is said there is not for everybody who has an endpoint. */
    boolean isInside(String host) {
        return inside.getIfPresent(key(host)) != null;
    }

    private static String key(String host) {
        return EndpointUrl.withoutBrackets(host).toLowerCase(Locale.ROOT);
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        try {
            return lookUps.submit(() -> names.addresses(host)).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unknown(host + " is not known", e.getCause());
        } catch (TimeoutException e) {
            throw unknown(host + " could not be looked up in " + longest.toSeconds() + " s", e);
        } catch (RejectedExecutionException e) {
            throw unknown(host + " could not be looked up: too many others are", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(host + " could not be looked up: the server ends", e);
        }
    }

    private static UnknownHostException unknown(String message, Throwable cause) {
        var unknown = new UnknownHostException(message);
        unknown.initCause(cause);
        return unknown;
    }

    static IPAddress address(InetAddress address) {
        var bytes = address.getAddress();
        return IpRanges.plain(bytes.length == 4 ? new IPv4Address(bytes) : new IPv6Address(bytes));
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    @Override
    public void close() {
        lookUps.shutdownNow();
    }
}
