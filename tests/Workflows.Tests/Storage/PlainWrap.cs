using Doorstep.Workflows.Storage.Seals;

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>A key ring for tests of the store: it tells its own keys from those of another ring, and that is all.</summary>
internal static class PlainWrap
{
    public static KeyWrap Of(byte ring) => new(
        plain => [ring, .. plain],
        stored => stored[0] == ring ? stored[1..] : throw new InvalidOperationException($"This key was closed by ring {stored[0]}."),
        () => { });
}
