/** placeholder until the relay form exists. */
export function PlatformRelay() {
  return null;
}
