package io.fromline.feedback;

import io.fromline.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Keeps the tests of relays, where every node sees them: one may send what another receives. */
public interface RelayTestStore {

    /** A test that begins; forgets this relay's tests from before the given time. */
    void begin(RelayTest test, Instant forgetBefore);

    /** Notes how handing over ended. */
    void finish(TenantId owner, UUID id, RelayTest.Result result);

    /** The relay's last test that has ended. */
    Optional<RelayTest> last(TenantId owner, UUID relay);

    /** The test with this token that began after the given time; the token is all that the receiver has. */
    Optional<RelayTest> withToken(String token, Instant startedAfter);

    /** Keeps the first arrival of a test; later ones change nothing. */
    void arrived(TenantId owner, UUID id, Arrival arrival);

    /** Keeps what a person says. */
    void confirm(TenantId owner, UUID id, RelayTest.Confirmation confirmation);
}
