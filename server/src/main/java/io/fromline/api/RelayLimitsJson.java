package io.fromline.api;

import io.fromline.pacing.Forecast;
import io.fromline.pacing.Quota;
import io.fromline.pacing.Window;
import io.fromline.relay.RelayLimits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A relay's limits and what is used of them; the windows roll on with the clock.
 *
 * @param perMinute null without such a limit, as is {@code perHour}; {@code perDay} always counts
 * @param own what the tenant set
 * @param operator what the operator set in place of {@code published}, which the provider's limits are
 * @param ceiling up to where the tenant may set limits; null where as high as it likes
 * @param rest while the relay takes nothing because its provider said so
 */
record RelayLimitsJson(
        @Nullable WindowJson perMinute,
        @Nullable WindowJson perHour,
        WindowJson perDay,
        @Nullable Integer connections,
        @Nullable Integer messagesPerConnection,
        @Nullable Integer recipientsPerMessage,
        LimitsJson own,
        LimitsJson operator,
        LimitsJson published,
        LimitsJson ceiling,
        @Nullable RestJson rest) {

    /**
     * One window.
     *
     * @param unit messages or recipients: which of them is nearer to its limit
     * @param limit null where there is none
     * @param resetsAt from when on there is room for one more; while there is some, when the oldest of what is used falls away
     * @param forecastAt about when the limit is reached if mail goes on as it went lately; null when it is not
     * @param warning whether four fifths are used
     * @param learned whether the provider's refusals taught this limit
     */
    record WindowJson(
            int used,
            String unit,
            @Nullable Integer limit,
            @Nullable Integer percent,
            @Nullable Instant resetsAt,
            @Nullable Instant forecastAt,
            boolean warning,
            boolean reached,
            boolean learned) {

        private static WindowJson of(Forecast forecast, RelayLimits.View view) {
            var quota = forecast.quota();
            var learned = view.learned().of(quota);
            return new WindowJson(
                    forecast.used(),
                    quota.ofRecipients() ? "recipients" : "messages",
                    forecast.limit(),
                    forecast.percent(),
                    forecast.freesAt(),
                    forecast.reachedAt(),
                    forecast.near(),
                    forecast.reached(),
                    learned != null && learned == forecast.limit());
        }

        private static WindowJson unlimited(RelayLimits.View view) {
            int used = view.usage().used(Quota.MESSAGES_PER_DAY, view.now());
            return new WindowJson(used, "messages", null, null, null, null, false, false, false);
        }
    }

    /** Until when it rests; {@code cause} is a stable code. */
    record RestJson(Instant until, String cause) {}

    static RelayLimitsJson of(RelayLimits.View view) {
        var rest = view.kept().rest();
        return new RelayLimitsJson(
                window(view, Window.MINUTE),
                window(view, Window.HOUR),
                view.forecast(Window.DAY)
                        .map(forecast -> WindowJson.of(forecast, view))
                        .orElseGet(() -> WindowJson.unlimited(view)),
                view.holds().connections(),
                view.holds().messagesPerConnection(),
                view.holds().recipientsPerMessage(),
                LimitsJson.of(view.kept().own()),
                LimitsJson.of(view.kept().operator()),
                LimitsJson.of(view.published()),
                LimitsJson.of(view.ceiling()),
                rest == null || !rest.until().isAfter(view.now()) ? null : new RestJson(rest.until(), rest.cause()));
    }

    private static @Nullable WindowJson window(RelayLimits.View view, Window window) {
        return view.forecast(window)
                .map(forecast -> WindowJson.of(forecast, view))
                .orElse(null);
    }
}
