package org.belfry.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Supplier;
import org.belfry.access.Caller;
import org.belfry.idempotency.CurrentOperation;
import org.belfry.platform.JsonOutput;
import org.belfry.platform.Problem;
import org.belfry.platform.ProblemMappers;

/** Many events in one call: each is accepted, or refused, for itself. */
@ApplicationScoped
public class EventBatches {

    @Inject
    private Intake intake;

    @Inject
    private CurrentOperation operation;

    /** 207 with an outcome for each; where there are events and none was accepted, a problem with the same outcomes. */
    Response accept(Caller caller, List<Supplier<EventDraft>> drafts) {
        var outcomes = JsonOutput.array();
        var accepted = 0;
        var worst = 0;
        for (var index = 0; index < drafts.size(); index++) {
            operation.goOn();
            var outcome = outcome(caller, drafts.get(index), index);
            var status = outcome.getInt("status");
            accepted += status < 300 ? 1 : 0;
            worst = Math.max(worst, status);
            outcomes.add(JsonOutput.object(outcome).add("index", index));
        }
        if (accepted > 0 || drafts.isEmpty()) {
            return Response.status(207)
                    .type(MediaType.APPLICATION_JSON)
                    .entity(JsonOutput.object()
                            .add("outcomes", outcomes)
                            .build()
                            .toString())
                    .build();
        }
        // What is our fault may be sent again as it is; what was refused may not.
        var problem = Problem.of(worst >= 500 ? 500 : 400, "No events were accepted; outcomes has the reasons");
        return Response.status(problem.status())
                .type(ProblemMappers.MEDIA_TYPE)
                .entity(JsonOutput.object(problem.toJson())
                        .add("outcomes", outcomes)
                        .build()
                        .toString())
                .build();
    }

    private JsonObject outcome(Caller caller, Supplier<EventDraft> draft, int index) {
        try {
            var receipt = intake.accept(caller, draft.get(), of(index));
            return JsonOutput.object(receipt.toJson())
                    .add("status", receipt.status())
                    .build();
        } catch (RuntimeException e) {
            var problem = ProblemMappers.json(e);
            return JsonOutput.object()
                    .add("status", problem.getInt("status"))
                    .add("problem", problem)
                    .build();
        }
    }

    /** What each attempt at this event has in common. */
    private String of(int index) {
        return operation.id() == null ? null : operation.id() + "/" + index;
    }
}
