using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Simulation;

namespace Doorstep.Host.Demo;

/// <summary>The people of the demonstration, for drafts that are tried out: they know the states of the shipped definition. In a state that they do not know they do whatever it waits for.</summary>
internal sealed class DemoPeople : SimulatedPeople
{
    protected override SimulatedPerson Chosen(StateMachine machine, SimulationPlan plan, int number) =>
        plan.Body.ValueKind == JsonValueKind.Object || !machine.Declared.Any(state => state.Name == "Escalated") || !IsLoan(machine)
            ? base.Chosen(machine, plan, number)
            : new DemoPerson(new Story(plan.Seed, number, plan.Start), base.Chosen(machine, plan, number));

    private sealed class DemoPerson : SimulatedPerson
    {
        private readonly Story _story;
        private readonly SimulatedPerson _stranger;

        public DemoPerson(Story story, SimulatedPerson stranger)
        {
            (_story, _stranger) = (story, stranger);
            StartBody = Demo.StartBody.Of(story);
            _story.CaseId = story.Key;
        }

        public override DateTimeOffset StartAt => _story.StartAt;

        public override JsonElement StartBody { get; }

        public override DateTimeOffset? NextAt => IsStrangersTurn ? _stranger.NextAt : _story.NextAt;

        /// <summary>Whoever is earlier; of equals those who know what they do.</summary>
        private bool IsStrangersTurn => _stranger.NextAt is { } strange && !(_story.NextAt <= strange);

        public override SimulatedEvent Take()
        {
            if (IsStrangersTurn) return _stranger.Take();
            var act = _story.Take();
            return new SimulatedEvent(act.At, act.Type, act.Data);
        }

        public override void Stands(SimulatedStanding standing, bool isOwnDoing)
        {
            _story.Hear(standing.State, standing.IsClosed, standing.Now, isOwnDoing);
            _stranger.Stands(Script.Knows(standing.State) ? standing with { Ways = [] } : standing, isOwnDoing);
        }

        public override void Booked(SimulatedEvent said) => _story.Book(Act.Of(said.At, said.Type, said.Data));

        public override void Decided(SimulatedAct act, DateTimeOffset now) =>
            _story.Hear(new OutboundAct(act.ActId, act.Kind, act.Template, act.IsAllowed, act.IsReplanned, act.Against), now);
    }
}
