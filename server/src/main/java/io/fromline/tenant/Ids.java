package io.fromline.tenant;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** Makes ids: UUIDv7 (RFC 9562 §5.7), so that rows are inserted and listed in the order of time. */
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    /** A new id, greater than those made before it in this process. */
    public static UUID next() {
        return GENERATOR.generate();
    }
}
