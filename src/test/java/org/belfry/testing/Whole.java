package org.belfry.testing;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Reads an answer as text: all of it, or of one that does not end by itself its first event, and then hangs up. */
final class Whole implements BodySubscriber<String> {

    private final BodySubscriber<String> text = BodySubscribers.ofString(StandardCharsets.UTF_8);
    private final StringBuilder seen = new StringBuilder();
    private Flow.Subscription subscription;

    static BodyHandler<String> answer() {
        return head -> head.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream")
                ? new Whole()
                : BodySubscribers.ofString(StandardCharsets.UTF_8);
    }

    @Override
    public CompletionStage<String> getBody() {
        return text.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription answering) {
        subscription = answering;
        text.onSubscribe(answering);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        buffers.forEach(buffer -> seen.append(StandardCharsets.UTF_8.decode(buffer.duplicate())));
        text.onNext(buffers);
        if (seen.indexOf("\n\n") >= 0) {
            text.onComplete();
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        text.onError(thrown);
    }

    @Override
    public void onComplete() {
        text.onComplete();
    }
}
