package io.fromline.relay;

/** Who wanted that nothing is sent over a relay until they, or somebody above them, want it otherwise. */
public enum StoppedBy {
    /** The relay's owner. */
    OWNER("stopped.by_owner"),
    /** Who runs the platform; nobody else ends it. */
    OPERATOR("stopped.by_operator");

    /** What the causes of all stops begin with. */
    public static final String ANYBODY = "stopped.";

    private final String cause;

    StoppedBy(String cause) {
        this.cause = cause;
    }

    /** The cause of the hold. */
    public String cause() {
        return cause;
    }
}
