using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Commands;

/// <summary>Whether somebody is another person than the one who asked (b.1 rule 7). A key speaks for whoever issued it: key and issuer are one person, and so are two keys of one issuer. Persons with names of their own never are.</summary>
internal sealed class SecondPerson(ApiKeyStore keys)
{
    /// <summary>What is said to whoever is the same person.</summary>
    public const string Wanted = "somebody else has to approve it. A key counts as whoever issued it, so two keys of one issuer are one person.";

    private const string Way = "key:";

    /// <summary>Whether an actor may decide on what a name has asked for.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="name">Who asked, as the journal names it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<bool> IsAsync(Actor actor, string name, CancellationToken cancellation) => (await OfAsync(actor, [name], cancellation))(name);

    /// <summary>The same for many names at once.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="names">Who may be asked about.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Func<string, bool>> OfAsync(Actor actor, IEnumerable<string> names, CancellationToken cancellation)
    {
        // A name may have had another key before; whoever issued any of them counts.
        var issued = names.Any(name => name.StartsWith(Way, StringComparison.Ordinal)) ? await keys.ListAsync(cancellation) : [];
        return name => actor.IsSomebodyElseThan(name)
            && issued.Where(key => Person.IsSame($"{Way}{key.Name}", name)).Select(key => key.IssuedBy).OfType<string>().All(actor.IsSomebodyElseThan);
    }
}
