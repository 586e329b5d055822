using System.Reflection;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Tests.Crashes;

/// <summary>A store behind which another one can be put at any time: one house lives many lives.</summary>
public class SwitchedStore : DispatchProxy
{
    /// <summary>What answers now.</summary>
    public ICaseStore Real { get; set; } = null!;

    internal static (ICaseStore Store, SwitchedStore Switch) Over(ICaseStore real)
    {
        var store = Create<ICaseStore, SwitchedStore>();
        var made = (SwitchedStore)(object)store;
        made.Real = real;
        return (store, made);
    }

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Invoke(Real, args);
}
