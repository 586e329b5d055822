using System.Collections.Immutable;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>What came of reading a policy pack: the pack, or everything that is wrong with it.</summary>
/// <param name="Pack">The pack; null where there are faults.</param>
/// <param name="Faults">Every fault at once.</param>
public sealed record ReadPack(PolicyPack? Pack, ImmutableArray<DefinitionFault> Faults)
{
    /// <summary>What of it could be read, beside the faults: enough to look for more of them; null where it is not even an object.</summary>
    internal PolicyPack? Readable { get; init; } = Pack;
}
