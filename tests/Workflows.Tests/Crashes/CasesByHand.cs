using System.Reflection;
using Doorstep.Workflows.Grains;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Workflows.Tests.Crashes;

/// <summary>The cases of one process without a silo: the real grains, called one after the other in the order in which a seed calls them. Dropping it drops whatever they had in memory.</summary>
public class CasesByHand : DispatchProxy
{
    private static readonly FieldInfo Context = Field(nameof(Grain.GrainContext));
    private static readonly FieldInfo Runtime = Field("Runtime");

    private readonly Dictionary<string, ICaseGrain> _cases = new(StringComparer.Ordinal);
    private IServiceProvider _services = null!;

    internal static IGrainFactory Over(IServiceProvider services)
    {
        var factory = Create<IGrainFactory, CasesByHand>();
        ((CasesByHand)(object)factory)._services = services;
        return factory;
    }

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IGrainFactory.GetGrain) && args![0] is string id ? Find(id) : throw new NotSupportedException(targetMethod.Name);

    private ICaseGrain Find(string id)
    {
        if (_cases.TryGetValue(id, out var known)) return known;
        var made = ActivatorUtilities.CreateInstance<CaseGrain>(_services);
        Context.SetValue(made, Named.As(GrainId.Create("case", id)));
        Runtime.SetValue(made, Create<IGrainRuntime, Nothing>());
        return _cases[id] = made;
    }

    private static FieldInfo Field(string property) => typeof(Grain).GetField($"<{property}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>Knows a grain's name and nothing else.</summary>
    public class Named : DispatchProxy
    {
        private GrainId _id;

        internal static IGrainContext As(GrainId id)
        {
            var context = Create<IGrainContext, Named>();
            ((Named)(object)context)._id = id;
            return context;
        }

        /// <inheritdoc />
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == "get_GrainId" ? _id : null;
    }

    /// <summary>Does nothing: who is told to leave memory stays in it until the process dies.</summary>
    public class Nothing : DispatchProxy
    {
        /// <inheritdoc />
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => null;
    }
}
