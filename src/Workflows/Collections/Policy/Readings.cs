using System.Collections.Immutable;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>Turns a value into the kind that was asked for, or says why not.</summary>
internal static class Readings
{
    public static Reading<PolicyValue> Of(string name, PolicyValue? value, string pack) =>
        value is not null ? new Reading<PolicyValue>.Given(value)
        : ParameterCatalogue.Types.ContainsKey(name) ? new Reading<PolicyValue>.Denied($"{pack} does not set {name}.")
        : new Reading<PolicyValue>.Denied($"'{name}' is not a parameter of policy packs{Nearest.Hint(name, ParameterCatalogue.Names)}");

    public static Reading<long> Number(string name, Reading<PolicyValue> value) => As<long, PolicyValue.Number>(name, value, number => number.Value, "a number");

    public static Reading<bool> Flag(string name, Reading<PolicyValue> value) => As<bool, PolicyValue.Flag>(name, value, flag => flag.Value, "a yes or no");

    public static Reading<LocalWindow> Window(string name, Reading<PolicyValue> value) => As<LocalWindow, PolicyValue.Hours>(name, value, hours => hours.Value, "a window of hours");

    public static Reading<ImmutableSortedSet<string>> Words(string name, Reading<PolicyValue> value) =>
        As<ImmutableSortedSet<string>, PolicyValue.WordList>(name, value, words => words.Value, "a list of words");

    private static Reading<T> As<T, TValue>(string name, Reading<PolicyValue> value, Func<TValue, T> read, string wanted)
        where TValue : PolicyValue =>
        value.Then<T>(found => found is TValue typed
            ? new Reading<T>.Given(read(typed))
            : new Reading<T>.Denied($"{name} is {found}, which is not {wanted}."));
}
